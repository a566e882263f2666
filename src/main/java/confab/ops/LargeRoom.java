package confab.ops;

import javax.management.ConstructorParameters;

/** A room as JMX shows it, field by field: no record, as JMX of Java 17 looks for getters. */
public final class LargeRoom {
    private final String name;
    private final int connectionsHere;
    private final int members;

    /**
     * A room and its size.
     *
     * @param members users, by way of whatever nodes
     */
    @ConstructorParameters({"name", "connectionsHere", "members"})
    public LargeRoom(String name, int connectionsHere, int members) {
        this.name = name;
        this.connectionsHere = connectionsHere;
        this.members = members;
    }

    public String getName() {
        return name;
    }

    public int getConnectionsHere() {
        return connectionsHere;
    }

    public int getMembers() {
        return members;
    }
}
