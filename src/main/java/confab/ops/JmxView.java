package confab.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows each meter of a registry as a bean {@code confab:name=<its Prometheus name>,<label>=<value>}, for as long as the
 * meter is there and the node runs. Where a second node runs in the same process, as in tests, its beans are told apart by
 * {@code node=<address>}.
 */
final class JmxView implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JmxView.class);

    private static final String DOMAIN = "confab";

    /** What a value of an object's name may be without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private final MeterRegistry registry;
    private final MBeanServer server;
    private final String node;

    /** No more than there are meters. */
    private final Map<Meter.Id, ObjectName> names = new ConcurrentHashMap<>();

    private volatile boolean isClosed;

    /** @param node the node's address */
    JmxView(MeterRegistry registry, MBeanServer server, String node) {
        this.registry = registry;
        this.server = server;
        this.node = node;
        registry.config().onMeterAdded(this::add).onMeterRemoved(meter -> remove(meter.getId()));
        registry.getMeters().forEach(this::add);
    }

    @Override
    public void close() {
        isClosed = true;
        names.keySet().forEach(this::remove);
    }

    private void add(Meter meter) {
        if (isClosed) {
            return;
        }
        MeterBean bean = new MeterBean(meter);
        try {
            names.put(meter.getId(), register(bean, meter.getId()));
        } catch (JMException e) {
            log.warn("meter not shown by JMX name={} cause={}", meter.getId().getName(), e.toString());
        }
    }

    private ObjectName register(MeterBean bean, Meter.Id id) throws JMException {
        try {
            return server.registerMBean(bean, name(id, false)).getObjectName();
        } catch (InstanceAlreadyExistsException another) {
            return server.registerMBean(bean, name(id, true)).getObjectName();
        }
    }

    private void remove(Meter.Id id) {
        ObjectName name = names.remove(id);
        if (name != null) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                log.debug("bean gone before name={}", name);
            }
        }
    }

    // An object's name takes no other map.
    @SuppressWarnings("JdkObsolete")
    private ObjectName name(Meter.Id id, boolean isOfNode) throws JMException {
        Hashtable<String, String> properties = new Hashtable<>();
        properties.put("name", prometheusName(id));
        for (Tag tag : id.getConventionTags(registry.config().namingConvention())) {
            properties.put(tag.getKey(), plain(tag.getValue()));
        }
        if (isOfNode) {
            properties.put("node", plain(node));
        }
        return new ObjectName(DOMAIN, properties);
    }

    /** As Prometheus shows it, whose client adds to the convention that counters end in {@code _total}. */
    private String prometheusName(Meter.Id id) {
        String name = id.getConventionName(registry.config().namingConvention());
        return id.getType() == Meter.Type.COUNTER && !name.endsWith("_total") ? name + "_total" : name;
    }

    private static String plain(String value) {
        return PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
    }
}
