package dev.pointsman.random;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Seeds of randomised tests: always the same, so that a build does not fail by chance, or {@code -Dpointsman.seed=...}. */
public final class Seeds {
    private static final String PROPERTY = "pointsman.seed";

    private static final Map<Class<?>, Random> OF_CLASS = new HashMap<>();

    private Seeds() {}

    /** A generator for one test; they all follow from one seed per test class, which is printed. */
    public static synchronized Random printed(Class<?> test) {
        return new Random(OF_CLASS.computeIfAbsent(test, Seeds::begin).nextLong());
    }

    private static Random begin(Class<?> test) {
        long seed = Long.getLong(PROPERTY, 1);
        System.out.println(test.getSimpleName() + ": -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }

    /** Where clocks may begin: anywhere, and so near to overflow that they run over it. */
    public static LongStream clockOrigins(Random random) {
        return LongStream.of(
                0, random.nextLong(), -Math.abs(random.nextLong() / 2), Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE);
    }

    /** One of {@link #clockOrigins}. */
    public static long clockOrigin(Random random) {
        return clockOrigins(random).toArray()[random.nextInt(5)];
    }
}
