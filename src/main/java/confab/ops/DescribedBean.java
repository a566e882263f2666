package confab.ops;

import java.util.Map;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** A {@link NodeBean} with the words that consoles show beside its operations; by itself JMX calls a parameter p0. */
final class DescribedBean extends StandardMBean {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "Address", "Where the other nodes reach this one",
            "Ready", "Whether it takes new clients",
            "Connections", "Connections on the chat port",
            "drain", "Sends all clients to the other nodes, hands the rooms over and ends the process",
            "shedConnections", "Sends so many clients to the other nodes, one after the other; returns how many",
            "closeRoom", "Puts all its members out of a room, on all nodes; returns how many nodes were told",
            "largestRooms", "The largest rooms that have members by way of this node",
            "logLevel", "How much a logger says",
            "setLogLevel", "Sets how much a logger says: " + LogLevels.ALL + ", or nothing to reset it");

    private static final Map<String, String[]> PARAMETERS = Map.of(
            "shedConnections", new String[] {"count"},
            "closeRoom", new String[] {"room"},
            "largestRooms", new String[] {"count"},
            "logLevel", new String[] {"logger"},
            "setLogLevel", new String[] {"logger", "level"});

    DescribedBean(NodeBean bean) {
        super(bean, NodeMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return "A node of Confab";
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return DESCRIPTIONS.getOrDefault(info.getName(), info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return DESCRIPTIONS.getOrDefault(info.getName(), info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return getParameterName(operation, parameter, sequence);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        String[] names = PARAMETERS.get(operation.getName());
        return names == null ? parameter.getName() : names[sequence];
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return switch (info.getName()) {
            case "largestRooms", "logLevel" -> MBeanOperationInfo.INFO;
            default -> MBeanOperationInfo.ACTION;
        };
    }
}
