package confab.ops;

import java.util.List;
import java.util.Locale;

/**
 * Every metric of a node, by its Prometheus name: the one place where names, units and labels stand. The table in {@code
 * src/main/resources/confab/metrics.md} is written from here, and a test compares both with what a running node shows.
 *
 * <p>A label has few values, known here; what clients choose (rooms, users) never is one. Those of the JVM are measured and
 * named by Micrometer, and listed so that nothing is shown that is not told.
 */
// Its lists are unmodifiable.
@SuppressWarnings("ImmutableEnumChecker")
public enum Metric {
    CONNECTIONS("confab_connections", Kind.GAUGE, "Chat sessions of this node", Label.PROTOCOL),
    CONNECTIONS_ACCEPTED("confab_connections_accepted_total", Kind.COUNTER, "Chat sessions opened", Label.PROTOCOL),
    CONNECTIONS_CLOSED(
            "confab_connections_closed_total",
            Kind.COUNTER,
            "Chat sessions ended, by why: left (the client said so), lost (it went without a word), silent (a ping was not "
                    + "answered), too_slow, going_away (this node leaves, or sheds it), refused (it broke the protocol), "
                    + "too_many, failed (this node's fault)",
            Label.PROTOCOL,
            Label.CLOSED),
    ENGINEIO_SESSIONS("confab_engineio_sessions", Kind.GAUGE, "Sessions of Socket.IO clients of this node"),
    ENGINEIO_ENDED(
            "confab_engineio_ended_total", Kind.COUNTER, "Sessions of Socket.IO clients that ended", Label.ENGINE_END),
    EDGE_CONNECTIONS(
            "confab_edge_connections", Kind.GAUGE, "Open sockets of the chat port, those included that speak HTTP"),
    EDGE_ACCEPTED("confab_edge_accepted_total", Kind.COUNTER, "Sockets that the chat port accepted"),
    EDGE_REFUSED("confab_edge_refused_total", Kind.COUNTER, "Sockets above confab.edge.max-connections"),
    EDGE_PIPES(
            "confab_edge_pipes",
            Kind.GAUGE,
            "WebSockets that this node pipes to the nodes of their Socket.IO sessions"),
    EDGE_PINNED(
            "confab_edge_pinned_bytes",
            Kind.GAUGE,
            "Bytes that the outbound queues of slow connections keep alive; bounded by confab.edge.pinned-bytes"),
    EDGE_LOOP_DELAY(
            "confab_edge_loop_delay_seconds",
            Kind.SECONDS,
            "How late an event loop's own tick came, looked at once a second and loop: what a frame waits before it is read "
                    + "or written"),

    POSTS(
            "confab_posts_total",
            Kind.COUNTER,
            "Posts of this node's clients, by what became of them: kept, repeated (in the log already), overloaded, "
                    + "unavailable (the room was silent), rate_limited, cut_off (this node lost its cluster)",
            Label.POST),
    POSTS_BYTES("confab_posts_bytes_total", Kind.COUNTER, "Bytes of the bodies of posts that went on to their rooms"),
    POST_ACKNOWLEDGED(
            "confab_post_acknowledged_seconds",
            Kind.SECONDS,
            "From when a relay of this node got a post until it was committed and answered here, by this node's monotone "
                    + "clock. One observation per batch, of its oldest post, weighted with its posts"),
    POST_DELIVERED(
            "confab_post_delivered_seconds",
            Kind.SECONDS,
            "From a message's time stamp, which its room gives it before the commit, until it was handed to the sockets of the "
                    + "members here, by wall clocks in milliseconds: between nodes as true as their clocks agree. Only members "
                    + "that keep up. One observation per event loop and turn, the mean, weighted with its deliveries"),
    FANOUT(
            "confab_fanout_seconds",
            Kind.SECONDS,
            "The last part of confab_post_delivered_seconds, from when the batch reached this node, by its monotone clock"),

    DELIVERIES_DUE(
            "confab_deliveries_due_total",
            Kind.COUNTER,
            "Messages due to members here: each accepted message times the members at that time, and what joins asked for"),
    DELIVERIES(
            "confab_deliveries_total",
            Kind.COUNTER,
            "Messages written to members, by way: live, or caught_up (joins, resumes, slow readers)",
            Label.WAY),
    DELIVERIES_OWN(
            "confab_deliveries_own_total",
            Kind.COUNTER,
            "Messages due to their own sender, whose protocol (plain text) does not echo them"),
    DELIVERIES_BEHIND("confab_deliveries_behind", Kind.GAUGE, "Messages due that lagging members have still to read"),
    DELIVERIES_ABANDONED(
            "confab_deliveries_abandoned_total", Kind.COUNTER, "Messages due to members that left or closed before"),
    DELIVERIES_DROPPED(
            "confab_deliveries_dropped_total",
            Kind.COUNTER,
            "Messages due that members will not get, by cause: gap (deleted from the log; the client is told), resume_limit "
                    + "(a resume from too far back; told), not_kept (history asked for by count that the log has no more), "
                    + "log_lost (a room began anew without its log, which only --memory does)",
            Label.DROPPED),
    DELIVERIES_BYTES("confab_deliveries_bytes_total", Kind.COUNTER, "Bytes of frames written to members"),
    MEMBERS("confab_members", Kind.GAUGE, "Members of rooms by way of this node; a session in two rooms is two"),
    MEMBERS_LAGGING("confab_members_lagging", Kind.GAUGE, "Members that have still to read what the others have"),
    CATCHUPS("confab_catchups_total", Kind.COUNTER, "Lagging members that caught up"),
    RESUMES(
            "confab_resumes_total",
            Kind.COUNTER,
            "Joins that said what they had seen, by where the rest came from: current (nothing was missed), memory, log, "
                    + "gap (too far back), reset (of another log)",
            Label.SOURCE),
    RELAYS("confab_relays", Kind.GAUGE, "Rooms that have members by way of this node"),
    RELAY_QUEUED(
            "confab_relay_queued_posts", Kind.GAUGE, "Posts of this node that wait for their rooms or are under way"),
    RELAY_BATCH("confab_relay_batch_posts", Kind.NUMBERS, "Posts in a batch from a relay of this node to its room"),

    ROOMS("confab_rooms", Kind.GAUGE, "Rooms that live on this node"),
    ROOM_MESSAGES("confab_room_messages_total", Kind.COUNTER, "Messages that rooms of this node accepted"),
    ROOM_QUEUED("confab_room_queued_posts", Kind.GAUGE, "Posts that wait in rooms of this node or are being written"),
    ROOM_BATCH("confab_room_batch_posts", Kind.NUMBERS, "Posts that a room of this node wrote to the log at once"),

    LOG_WORKS(
            "confab_log_works", Kind.GAUGE, "Whether the last commit and the last read of this node succeeded: 1 or 0"),
    LOG_COMMIT(
            "confab_log_commit_seconds",
            Kind.SECONDS,
            "How long commits took, from the first write until the database had it"),
    LOG_COMMIT_POSTS(
            "confab_log_commit_posts",
            Kind.NUMBERS,
            "Posts that a commit was asked for, of all rooms of the node together; also those it left out, as repeats"),
    LOG_FAILURES("confab_log_failures_total", Kind.COUNTER, "Commits and reads that failed", Label.LOG),
    LOG_QUEUED("confab_log_queued_batches", Kind.GAUGE, "Batches that wait for the next commit"),
    LOG_READ("confab_log_read_seconds", Kind.SECONDS, "How long reads of a page took, without their wait for a reader"),

    READY(
            "confab_ready",
            Kind.GAUGE,
            "Whether this node takes clients: 1, or 0 before it is part of the cluster and from when it leaves"),
    CLUSTER_MEMBERS("confab_cluster_members", Kind.GAUGE, "Nodes of the cluster as this one sees it, in any state"),
    CLUSTER_UNREACHABLE("confab_cluster_unreachable", Kind.GAUGE, "Nodes that this one cannot reach or hears so of"),
    CLUSTER_SHARDS("confab_cluster_shards", Kind.GAUGE, "Shards of rooms on this node, looked at every few seconds"),
    CLUSTER_MOVES(
            "confab_cluster_moves_total",
            Kind.COUNTER,
            "Shards that came to this node or went, as seen every few seconds",
            Label.DIRECTION),
    AKKA_DEAD_LETTERS("confab_akka_dead_letters_total", Kind.COUNTER, "Messages to actors that are no more"),
    AKKA_DROPPED(
            "confab_akka_dropped_total",
            Kind.COUNTER,
            "Messages that Akka dropped: artery (a full queue to another node), other (sharding's buffers and the like)",
            Label.DROPPER),

    JVM_INFO("jvm_info", Kind.GAUGE, "JVM version info", Label.RUNTIME, Label.VENDOR, Label.VERSION),
    JVM_MEMORY_USED("jvm_memory_used_bytes", Kind.GAUGE, "The amount of used memory", Label.AREA, Label.POOL),
    JVM_MEMORY_COMMITTED(
            "jvm_memory_committed_bytes", Kind.GAUGE, "The amount of memory that is committed", Label.AREA, Label.POOL),
    JVM_MEMORY_MAX("jvm_memory_max_bytes", Kind.GAUGE, "The most memory that may be used", Label.AREA, Label.POOL),
    JVM_BUFFERS("jvm_buffer_count_buffers", Kind.GAUGE, "Buffers in the pool", Label.POOL),
    JVM_BUFFER_USED("jvm_buffer_memory_used_bytes", Kind.GAUGE, "Memory that the JVM uses for this pool", Label.POOL),
    JVM_BUFFER_CAPACITY(
            "jvm_buffer_total_capacity_bytes", Kind.GAUGE, "Capacity of the buffers in this pool", Label.POOL),
    JVM_GC_PAUSE(
            "jvm_gc_pause_seconds",
            Kind.SUMMARY,
            "Time spent in pauses of the collector",
            Label.GC_ACTION,
            Label.GC_CAUSE,
            Label.GC),
    JVM_GC_CONCURRENT(
            "jvm_gc_concurrent_phase_time_seconds",
            Kind.SUMMARY,
            "Time spent in concurrent phases",
            Label.GC_ACTION,
            Label.GC_CAUSE,
            Label.GC),
    JVM_GC_LIVE("jvm_gc_live_data_size_bytes", Kind.GAUGE, "Size of the long-lived heap after reclamation"),
    JVM_GC_MAX("jvm_gc_max_data_size_bytes", Kind.GAUGE, "Most that the long-lived heap may have"),
    JVM_GC_ALLOCATED(
            "jvm_gc_memory_allocated_bytes_total", Kind.COUNTER, "Growth of the young heap between collections"),
    JVM_GC_PROMOTED("jvm_gc_memory_promoted_bytes_total", Kind.COUNTER, "Growth of the old heap by collections"),
    JVM_THREADS_LIVE("jvm_threads_live_threads", Kind.GAUGE, "Live threads"),
    JVM_THREADS_DAEMON("jvm_threads_daemon_threads", Kind.GAUGE, "Live daemon threads"),
    JVM_THREADS_PEAK("jvm_threads_peak_threads", Kind.GAUGE, "Most live threads so far"),
    JVM_THREADS_STARTED("jvm_threads_started_threads_total", Kind.COUNTER, "Threads started so far"),
    JVM_THREADS_STATES("jvm_threads_states_threads", Kind.GAUGE, "Threads by state", Label.STATE),
    CPUS("system_cpu_count", Kind.GAUGE, "Processors that the JVM may use"),
    CPU_SYSTEM("system_cpu_usage", Kind.GAUGE, "Recent use of the system's processors, 0 - 1"),
    CPU_LOAD("system_load_average_1m", Kind.GAUGE, "Load average of the last minute"),
    CPU_PROCESS("process_cpu_usage", Kind.GAUGE, "Recent use of processors by this process, 0 - 1"),
    CPU_TIME("process_cpu_time_ns_total", Kind.COUNTER, "CPU time that this process used, in nanoseconds"),
    FILES_OPEN("process_files_open_files", Kind.GAUGE, "Open file descriptors, sockets included"),
    FILES_MAX("process_files_max_files", Kind.GAUGE, "Most file descriptors that may be open"),
    UPTIME("process_uptime_seconds", Kind.GAUGE, "Time since the JVM started"),
    START_TIME("process_start_time_seconds", Kind.GAUGE, "When the process started, since 1970");

    /** What is shown of it. */
    public enum Kind {
        /** A number that goes up only. */
        COUNTER,
        /** What is there now. */
        GAUGE,
        /** A histogram of times. */
        SECONDS,
        /** A histogram of how many. */
        NUMBERS,
        /** Count, sum and the largest of the last minutes, of times. */
        SUMMARY;

        public boolean isHistogram() {
            return this == SECONDS || this == NUMBERS;
        }
    }

    private final String prometheusName;
    private final Kind kind;
    private final String help;
    private final List<Label> labels;

    /** What stands under one name in several series, and the values that it may have; any if there are none here. */
    enum Label {
        PROTOCOL("protocol", "json", "text", "socketio"),
        CLOSED("reason", "left", "lost", "silent", "too_slow", "going_away", "refused", "too_many", "failed"),
        ENGINE_END(
                "reason",
                "ping_timeout",
                "transport_close",
                "transport_error",
                "parse_error",
                "forced_close",
                "sent_away"),
        POST("outcome", "kept", "repeated", "overloaded", "unavailable", "rate_limited", "cut_off"),
        WAY("way", "live", "caught_up"),
        DROPPED("cause", "gap", "resume_limit", "not_kept", "log_lost"),
        SOURCE("source", "current", "memory", "log", "gap", "reset"),
        LOG("way", "write", "read"),
        DIRECTION("direction", "in", "out"),
        DROPPER("cause", "artery", "other"),
        RUNTIME("runtime"),
        VENDOR("vendor"),
        VERSION("version"),
        AREA("area"),
        POOL("id"),
        GC_ACTION("action"),
        GC_CAUSE("cause"),
        GC("gc"),
        STATE("state");

        final String key;
        final List<String> values;

        Label(String key, String... values) {
            this.key = key;
            this.values = List.of(values);
        }
    }

    Metric(String prometheusName, Kind kind, String help, Label... labels) {
        this.prometheusName = prometheusName;
        this.kind = kind;
        this.help = help;
        this.labels = List.of(labels);
    }

    public String prometheusName() {
        return prometheusName;
    }

    public Kind kind() {
        return kind;
    }

    /** For those of the JVM in our words, not Micrometer's. */
    public String help() {
        return help;
    }

    public List<String> labelNames() {
        return labels.stream().map(label -> label.key).toList();
    }

    /** Whether it is measured here, not by Micrometer. */
    public boolean isOurs() {
        return prometheusName.startsWith("confab_");
    }

    /** As Micrometer has it: with dots, and without what its convention adds for Prometheus. */
    String meterName() {
        String ending = isOurs() ? "_total$" : "(_bytes|_seconds)?(_total)?$";
        return prometheusName.replaceFirst(ending, "").replace('_', '.');
    }

    /** Not before it happened first. */
    boolean isShownLater() {
        return kind == Kind.SUMMARY;
    }

    List<Label> labels() {
        return labels;
    }

    /** Seconds, bytes, or what is counted: empty. */
    String unit() {
        String[] words = prometheusName.replaceFirst("_total$", "").split("_", -1);
        String last = words[words.length - 1].toLowerCase(Locale.ROOT);
        return List.of("seconds", "bytes").contains(last) ? last : "";
    }
}
