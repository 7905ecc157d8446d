package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Memory of the tests of twenty models in four pools, with all classes of calls and all signals. */
class MemoryTest {
    private static final long HOUR = DriftEngine.HOUR;
    private static final int ENGINES = 12;

    @Test
    void twentyModelsTakeLessThanAMegabyte() {
        long before = used();
        List<DriftEngine> engines = new ArrayList<>();
        for (int i = 0; i < ENGINES; i++) {
            engines.add(filled(i));
        }
        long each = (used() - before) / ENGINES;

        assertThat(engines).hasSize(ENGINES);
        assertThat(each).as("bytes of each").isBetween(50_000L, 1_000_000L);
    }

    private static DriftEngine filled(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DriftEngine engine = new DriftEngine(new DriftSettings(24, 160, 1, HOUR / 2), 0, alarm -> {});
        for (int pool = 0; pool < 4; pool++) {
            List<String> models = new ArrayList<>();
            for (int m = 0; m < 5; m++) {
                models.add(pool + "-" + m);
            }
            engine.pool(models, 0);
        }
        float[] even = {0.2f, 0.2f, 0.2f, 0.2f, 0.2f};
        for (int hour = 0; hour < 48; hour++) {
            for (int pool = 0; pool < 4; pool++) {
                for (int shape = 0; shape < 4; shape++) {
                    for (int i = 0; i < 10; i++) {
                        Draw draw = new Draw(pool, shape, 0, even, random.nextInt(5), true, 0, true);
                        long now = hour * HOUR + i;
                        double bad = random.nextInt(10) == 0 ? 1 : 0;
                        engine.observe(draw, QualitySignal.TOOL_CALLS, new double[] {bad}, now);
                        engine.observe(draw, QualitySignal.JSON_SCHEMA, new double[] {bad}, now);
                        engine.observe(draw, QualitySignal.GRADES, new double[] {random.nextDouble()}, now);
                        engine.observe(draw, QualitySignal.FINISH_REASONS, new double[] {bad, 0, 0}, now);
                        engine.speed(pool + "-" + draw.chosen(), Math.log(0.02), now);
                    }
                }
            }
        }
        return engine;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
