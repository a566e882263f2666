package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An operator at a console, and a node that writes down what it is told. */
final class NodeBeanTest {
    private static final String LOGGER = "confab.ops.NodeBeanTest.some";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<String> told = new ArrayList<>();
    private boolean isReady = true;
    private final Runnable hide = register("10.0.0.1:25520");

    @Test
    void whatIsAskedIsPassedOn() throws JMException {
        NodeMXBean node = node("confab:type=Node");
        assertThat(node.getAddress()).isEqualTo("10.0.0.1:25520");
        assertThat(node.getConnections()).isEqualTo(7);
        assertThat(node.isReady()).isTrue();
        assertThat(node.shedConnections(5)).isEqualTo(4);
        assertThat(node.closeRoom("lobby")).isEqualTo(3);
        assertThat(node.largestRooms(2))
                .extracting(LargeRoom::getName, LargeRoom::getConnectionsHere, LargeRoom::getMembers)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("lobby", 2, 9));
        node.drain();
        assertThat(told).containsExactly("shed 5", "close lobby", "largest 2", "drain");
    }

    @Test
    void whatCannotBeDoneIsSaidInWordsThatEveryConsoleKnows() throws JMException {
        NodeMXBean node = node("confab:type=Node");
        refused(() -> node.shedConnections(0), "count: expected 1 or more, found 0");
        refused(() -> node.largestRooms(1_001), "count: expected 1 to 1000, found 1001");
        refused(() -> node.closeRoom("no room"), "room: ");
        refused(() -> node.closeRoom(null), "room: ");
        isReady = false;
        refused(() -> node.shedConnections(1), "this node takes no clients");
        assertThat(told).isEmpty();
    }

    @Test
    void aLoggerSaysMoreUntilItIsReset() throws JMException {
        NodeMXBean node = node("confab:type=Node");
        String before = node.logLevel(LOGGER);
        node.setLogLevel(LOGGER, "trace");
        assertThat(LoggerFactory.getLogger(LOGGER + ".below").isTraceEnabled()).isTrue();
        assertThat(node.logLevel(LOGGER)).isEqualTo("TRACE");
        node.setLogLevel(LOGGER, "");
        assertThat(node.logLevel(LOGGER)).isEqualTo(before);
    }

    @Test
    void akkaIsToldWhenItsOwnEventsAreAskedFor() throws JMException {
        NodeMXBean node = node("confab:type=Node");
        node.setLogLevel("akka.of.nobody", "info");
        node.setLogLevel(LOGGER, "trace");
        node.setLogLevel(LOGGER, "");
        assertThat(told).isEmpty();
        node.setLogLevel("akka.of.nobody", "debug");
        node.setLogLevel("akka.of.nobody", "");
        assertThat(told).containsExactly("open Akka");
    }

    @Test
    void anUnknownLevelIsRefusedAndChangesNothing() throws JMException {
        NodeMXBean node = node("confab:type=Node");
        String before = node.logLevel(LOGGER);
        refused(() -> node.setLogLevel(LOGGER, "LOUD"), "level: expected one of OFF, ERROR, WARN, INFO, DEBUG, TRACE");
        refused(() -> node.setLogLevel("no such name!", "INFO"), "logger: expected a package or class");
        refused(() -> node.setLogLevel("no..name", "INFO"), "logger: expected a package or class");
        refused(() -> node.setLogLevel("a".repeat(201), "INFO"), "logger: expected a package or class");
        refused(() -> node.setLogLevel("", "INFO"), "logger: expected a package or class");
        refused(() -> node.setLogLevel("ROOT", ""), "level: there is nothing above ROOT");
        assertThat(node.logLevel(LOGGER)).isEqualTo(before);
    }

    @Test
    void aSecondNodeOfTheSameProcessBearsItsAddress() throws JMException {
        Runnable hideSecond = register("10.0.0.2:25520");
        assertThat(node("confab:type=Node,address=\"10.0.0.2:25520\"").getAddress())
                .isEqualTo("10.0.0.2:25520");
        hide.run();
        hide.run();
        assertThat(names()).containsExactly("confab:type=Node,address=\"10.0.0.2:25520\"");
        hideSecond.run();
        assertThat(names()).isEmpty();
    }

    @Test
    void operationsTellWhatTheyTake() throws JMException {
        List<MBeanOperationInfo> operations =
                List.of(server.getMBeanInfo(new ObjectName("confab:type=Node")).getOperations());
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.getDescription()).isNotEqualTo(operation.getName()));
        assertThat(operations)
                .flatExtracting(operation -> List.of(operation.getSignature()))
                .extracting("name")
                .containsExactlyInAnyOrder("count", "count", "room", "logger", "logger", "level");
    }

    private static void refused(Runnable call, String why) {
        assertThatThrownBy(call::run)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    private Runnable register(String address) {
        return NodeBean.register(
                server,
                new NodeBean.Parts(
                        address,
                        () -> isReady,
                        () -> 7,
                        () -> told.add("drain"),
                        count -> {
                            told.add("shed " + count);
                            return 4;
                        },
                        room -> {
                            told.add("close " + room.value());
                            return 3;
                        },
                        count -> {
                            told.add("largest " + count);
                            return List.of(new LargeRoom("lobby", 2, 9));
                        },
                        () -> told.add("open Akka")));
    }

    private NodeMXBean node(String name) throws JMException {
        return JMX.newMXBeanProxy(server, new ObjectName(name), NodeMXBean.class);
    }

    private Set<String> names() throws JMException {
        return Set.copyOf(server.queryNames(new ObjectName("confab:*"), null).stream()
                .map(ObjectName::toString)
                .toList());
    }
}
