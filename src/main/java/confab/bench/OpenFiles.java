package confab.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Each connection is an open file, and a process may have so many. */
final class OpenFiles {
    /** What the process has open besides: libraries, its own pipes. */
    private static final int OTHERS = 100;

    private OpenFiles() {}

    /** @throws BadPlan if that many connections are too many for this process */
    static void check(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long most = system.getMaxFileDescriptorCount() - OTHERS;
            if (connections > most) {
                throw new BadPlan("This process may have " + most + " connections, not " + connections
                        + ": raise the limit of open files (ulimit -n), or share them out to several processes.");
            }
        }
    }
}
