package confab.kubernetes;

/**
 * What the API server knows of a pod.
 *
 * @param ip as soon as it has been scheduled
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded} or {@code Failed}
 * @param isBeingDeleted from then on it has a {@code deletionTimestamp}
 */
record Pod(String name, String ip, String phase, boolean isBeingDeleted) {
    static Pod pending(String name, String ip) {
        return new Pod(name, ip, "Pending", false);
    }

    Pod running() {
        return new Pod(name, ip, "Running", isBeingDeleted);
    }

    Pod beingDeleted() {
        return new Pod(name, ip, phase, true);
    }
}
