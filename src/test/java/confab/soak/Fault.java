package confab.soak;

/** What is done to the nodes, or to what they need. */
enum Fault {
    /** SIGKILL, and started again. */
    KILL,
    /** SIGTERM, and started again. */
    DRAIN,
    /** SIGSTOP, and SIGCONT after a while. */
    FREEZE,
    /** Cut off from the other nodes for a while, not from the clients. */
    PARTITION,
    /** The database's processes killed, and started again. */
    DATABASE
}
