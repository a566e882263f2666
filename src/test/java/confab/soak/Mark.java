package confab.soak;

/** What a post bears as its id and its body: whose it is, and its number there, from 1. */
record Mark(int client, int number) {
    static Mark parse(String text) {
        int dot = text.indexOf('.');
        return new Mark(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    static Mark unpack(long packed) {
        return new Mark((int) (packed >>> Integer.SIZE), (int) packed);
    }

    /** In eight bytes: records hold millions. */
    long packed() {
        return (long) client << Integer.SIZE | number;
    }

    @Override
    public String toString() {
        return client + "." + number;
    }
}
