package confab.edge;

/** A connection that its lane looks at once a second, so that none needs a timer of its own. */
interface Ticking {
    /** One second has passed, about. On the lane. */
    void tick();
}
