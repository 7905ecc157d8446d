package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparison of the tests with a model that computes everything from the whole history. */
class DriftReferenceTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long ORIGIN = -7 * HOUR + 11;
    private static final int MODELS = 4;
    private static final long DUE = 90;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void evidenceEqualsThatOfTheReferenceModel(long seed) {
        boolean graded = seed % 2 == 0;
        Random random = new Random(seed);
        List<Detection> alarms = new ArrayList<>();
        DriftEngine engine = new DriftEngine(new DriftSettings(DUE, 8, 40, HOUR), ORIGIN, alarms::add);
        QualitySignal signal = graded ? QualitySignal.GRADES : QualitySignal.TOOL_CALLS;
        int pool = engine.pool(NAMES, ORIGIN);
        ReferenceDrift reference = new ReferenceDrift(graded, MODELS, DUE);
        int peerAlarms = 0;
        boolean quiet = true;
        for (int i = 0; i < 1500; i++) {
            long hour = i / 8;
            double[] p = probabilities(random, i % 7 == 0);
            int winner = draw(p, random);
            double bad = winner == 1 && i > 1000 ? 0.45 : 0.1 + 0.03 * winner;
            double loss =
                    graded ? Math.rint(10 * random.nextDouble()) / 20 + bad / 2 : random.nextDouble() < bad ? 1 : 0;
            engine.observe(of(pool, p, winner), signal, new double[] {loss}, ORIGIN + hour * HOUR + i);
            reference.add(new ReferenceDrift.Seen(p, winner, loss, hour));
            for (Detection alarm : alarms) {
                quiet &= alarm.label() != QualityLabel.TRAFFIC;
                if (alarm.label() != QualityLabel.TRAFFIC) {
                    assertThat(reference.peers(NAMES.indexOf(alarm.model()), hour))
                            .isGreaterThan(8 * 720 / 40.0);
                    reference.alarm(NAMES.indexOf(alarm.model()), hour);
                    peerAlarms++;
                }
            }
            alarms.clear();
            if (i % 300 == 299) {
                compare(engine, signal, reference, hour, quiet);
            }
        }
        assertThat(peerAlarms).as("seed %d", seed).isPositive();
    }

    private static void compare(
            DriftEngine engine, QualitySignal signal, ReferenceDrift reference, long hour, boolean quiet) {
        for (int m = 0; m < MODELS; m++) {
            SignalStream stream = engine.stream(NAMES.get(m), signal);
            stream.peers().advance(hour);
            double expected = reference.peers(m, hour);
            assertThat(stream.peers().sum())
                    .as("peers of %s at %d", NAMES.get(m), hour)
                    .isCloseTo(expected, within(1e-4 * (1 + expected)));
            if (hour >= DUE && quiet) {
                stream.own().advance(hour);
                double own = reference.own(m, hour);
                assertThat(stream.own().sum()).isCloseTo(own, within(1e-6 * own));
            }
        }
    }

    @Test
    void theBeginningOfAChangeIsEstimated() {
        EDetector detector = new EDetector(1, 1e6, 0);
        for (long hour = 0; hour < 200; hour++) {
            detector.advance(hour);
            detector.multiply(0, hour < 120 ? 0.7 : 1.8);
        }

        assertThat(detector.since()).isBetween(117.0, 122.0);
    }

    private static Draw of(int pool, double[] p, int winner) {
        float[] floats = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            floats[i] = (float) p[i];
        }
        return new Draw(pool, 0, 0, floats, winner, true, 0, true);
    }

    /** Returns shares that are exact as single precision. */
    private static double[] probabilities(Random random, boolean without) {
        double[] p = new double[MODELS];
        double left = 1;
        for (int i = 0; i < MODELS - 1; i++) {
            p[i] = (20 + random.nextInt(40)) / 256.0;
            left -= p[i];
        }
        p[MODELS - 1] = left;
        if (without) {
            p[3] += p[2];
            p[2] = 0;
        }
        return p;
    }

    private static int draw(double[] p, Random random) {
        double x = random.nextDouble();
        int i = 0;
        while (i < p.length - 1 && x >= p[i]) {
            x -= p[i++];
        }
        return i;
    }
}
