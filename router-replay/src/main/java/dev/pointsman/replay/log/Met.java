package dev.pointsman.replay.log;

/**
 * What was met of late, and where. For one thread.
 *
 * <p>Two generations share the memory: what is met goes into the young one; when that is full it becomes the old one, and
 * the old one is forgotten. So at least as many as a generation holds are known, and never more than twice as many.
 */
final class Met {
    static final long NOWHERE = Long.MIN_VALUE;

    private final int generation;
    private Table young = new Table();
    private Table old = new Table();

    Met(int generation) {
        this.generation = generation;
    }

    /** Where it was met before; {@link #NOWHERE} if it was not, and then this is the place. */
    long before(long key, long place) {
        long seen = young.get(key);
        if (seen == NOWHERE) {
            seen = old.get(key);
        }
        if (seen == NOWHERE) {
            if (young.size == generation) {
                old = young;
                young = new Table();
            }
            young.put(key, place);
        }
        return seen;
    }

    /** Keys and their places by open addressing; grows, and is at most half full. */
    private static final class Table {
        private long[] keys = new long[1 << 10];
        private long[] places = new long[1 << 10];
        private int size; // zero marks an empty slot: that key has a place of its own
        private long ofZero = NOWHERE;

        long get(long key) {
            if (key == 0) {
                return ofZero;
            }
            int slot = slot(keys, key);
            return keys[slot] == 0 ? NOWHERE : places[slot];
        }

        void put(long key, long place) {
            size++;
            if (key == 0) {
                ofZero = place;
                return;
            }
            if (2 * size > keys.length) {
                grow();
            }
            int slot = slot(keys, key);
            keys[slot] = key;
            places[slot] = place;
        }

        private void grow() {
            long[] wider = new long[2 * keys.length];
            long[] there = new long[wider.length];
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != 0) {
                    int slot = slot(wider, keys[i]);
                    wider[slot] = keys[i];
                    there[slot] = places[i];
                }
            }
            keys = wider;
            places = there;
        }

        private static int slot(long[] keys, long key) {
            int mask = keys.length - 1;
            int slot = (int) (key ^ key >>> 32) & mask;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = slot + 1 & mask;
            }
            return slot;
        }
    }
}
