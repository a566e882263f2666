package confab.scene;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import confab.ops.NodeMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** An operator's console on the node's machine, as jconsole: it attaches to the process by its id, and opens JMX there. */
public final class JmxClient implements AutoCloseable {
    private final JMXConnector connector;

    private JmxClient(JMXConnector connector) {
        this.connector = connector;
    }

    public static JmxClient attach(NodeProcess node) {
        return attach(node.pid());
    }

    /** Attaches to a process of this user's. */
    // The address is what the process itself said.
    @SuppressWarnings("BanJNDI")
    public static JmxClient attach(long pid) {
        try {
            VirtualMachine process = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JmxClient(
                        JMXConnectorFactory.connect(new JMXServiceURL(process.startLocalManagementAgent())));
            } finally {
                process.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public MBeanServerConnection beans() {
        try {
            return connector.getMBeanServerConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node's own bean. */
    public NodeMXBean node() {
        try {
            return JMX.newMXBeanProxy(beans(), new ObjectName("confab:type=Node"), NodeMXBean.class);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of all meters. */
    @SuppressWarnings("BanJNDI")
    public Set<ObjectName> meters() throws IOException, JMException {
        return new TreeSet<>(beans().queryNames(new ObjectName("confab:name=*,*"), null));
    }

    /** @param bean as {@code confab:name=confab_rooms} */
    @SuppressWarnings("BanJNDI")
    public Object read(String bean, String attribute) throws IOException, JMException {
        return beans().getAttribute(new ObjectName(bean), attribute);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The node has ended.
        }
    }
}
