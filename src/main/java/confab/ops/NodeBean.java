package confab.ops;

import confab.model.InvalidValue;
import confab.model.RoomName;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's bean, {@code confab:type=Node}: checks what is asked, and passes it on. Lives as long as the node. */
public final class NodeBean implements NodeMXBean {
    /** A longer list helps nobody. */
    private static final int MAX_ROOMS = 1_000;

    private static final String NAME = "confab:type=Node";

    private static final Logger log = LoggerFactory.getLogger(NodeBean.class);

    private final Parts parts;

    /**
     * Who does what is asked; each may be called from any thread, and may wait a little.
     *
     * @param shed returns how many
     * @param closeRoom returns how many nodes were told
     * @param openAkka lets Akka's own events through to the loggers, at all levels
     */
    public record Parts(
            String address,
            BooleanSupplier isReady,
            IntSupplier connections,
            Runnable drain,
            IntUnaryOperator shed,
            ToIntFunction<RoomName> closeRoom,
            IntFunction<List<LargeRoom>> largestRooms,
            Runnable openAkka) {}

    NodeBean(Parts parts) {
        this.parts = parts;
    }

    /**
     * Shows a node. A second one in the same process, as in tests, bears its address in its name.
     *
     * @return takes it away again
     */
    public static Runnable register(MBeanServer server, Parts parts) {
        try {
            DescribedBean bean = new DescribedBean(new NodeBean(parts));
            ObjectName name = register(server, bean, parts.address());
            return () -> unregister(server, name);
        } catch (JMException e) {
            throw new IllegalStateException("cannot show the node by JMX: " + e.getMessage(), e);
        }
    }

    private static ObjectName register(MBeanServer server, DescribedBean bean, String address) throws JMException {
        try {
            return server.registerMBean(bean, new ObjectName(NAME)).getObjectName();
        } catch (InstanceAlreadyExistsException e) {
            ObjectName own = new ObjectName(NAME + ",address=" + ObjectName.quote(address));
            return server.registerMBean(bean, own).getObjectName();
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            log.debug("{} is gone already", name);
        } catch (JMException e) {
            log.warn("cannot take {} away: {}", name, e.getMessage());
        }
    }

    @Override
    public String getAddress() {
        return parts.address();
    }

    @Override
    public boolean isReady() {
        return parts.isReady().getAsBoolean();
    }

    @Override
    public int getConnections() {
        return parts.connections().getAsInt();
    }

    @Override
    public void drain() {
        log.info("told by JMX to drain");
        parts.drain().run();
    }

    @Override
    public int shedConnections(int count) {
        require(count >= 1, "count: expected 1 or more, found " + count);
        require(parts.isReady().getAsBoolean(), "this node takes no clients, so all of them are sent away");
        return parts.shed().applyAsInt(count);
    }

    @Override
    public int closeRoom(@Nullable String room) {
        try {
            RoomName name = new RoomName(text(room));
            log.info("told by JMX to close a room room={}", name);
            return parts.closeRoom().applyAsInt(name);
        } catch (InvalidValue invalid) {
            // Without it as the cause, which no console knows.
            throw new IllegalArgumentException("room: " + invalid.getMessage());
        }
    }

    @Override
    public List<LargeRoom> largestRooms(int count) {
        require(count >= 1 && count <= MAX_ROOMS, "count: expected 1 to " + MAX_ROOMS + ", found " + count);
        return parts.largestRooms().apply(count);
    }

    @Override
    public String logLevel(@Nullable String logger) {
        return LogLevels.get(text(logger));
    }

    @Override
    public void setLogLevel(@Nullable String logger, @Nullable String level) {
        LogLevels.set(text(logger), text(level), parts.openAkka());
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
