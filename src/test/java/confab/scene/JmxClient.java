package confab.scene;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads a node's beans as jconsole does: attaches to its process, by its id, as the same user of the same machine. */
public final class JmxClient implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JmxClient(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    // The address is of this machine, and the process there is the test's own.
    @SuppressWarnings("BanJNDI")
    public static JmxClient attach(NodeProcess node) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(node.pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(address)));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** All of the domain {@code confab}. */
    @SuppressWarnings("BanJNDI")
    public Set<ObjectName> names() throws IOException, JMException {
        return new TreeSet<>(beans.queryNames(new ObjectName("confab:*"), null));
    }

    /** @param bean as {@code confab:name=confab_rooms} */
    @SuppressWarnings("BanJNDI")
    public Object read(String bean, String attribute) throws IOException, JMException {
        return beans.getAttribute(new ObjectName(bean), attribute);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
