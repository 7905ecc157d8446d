package dev.pointsman.benchmarks.report;

/**
 * A world and how many routers share it.
 *
 * @param world the world's name
 * @param routers the number of routers
 */
record Place(String world, int routers) {
    static final Place BROWN_OUT = new Place("brown-out", 1);
    static final Place DOWN = new Place("503", 1);
    static final Place SILENT = new Place("no answer", 1);
    static final Place RATE_LIMITS = new Place("rate limits", 1);
    static final Place STATIONARY = new Place("stationary", 1);

    @Override
    public String toString() {
        return world + ", " + routers + (routers == 1 ? " router" : " routers");
    }
}
