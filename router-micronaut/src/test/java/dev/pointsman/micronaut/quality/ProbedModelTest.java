package dev.pointsman.micronaut.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Probes of simulated models, of which some prompts have two answers, under virtual time. */
class ProbedModelTest {
    private static final int TOKENS = 9; // of a probe
    private static final ProbeBudget BUDGET = new ProbeBudget(2_000, 150_000);
    private static final long HOUR = 3_600_000;
    private static final int DAYS = 30;

    /** A model: half a percent of the prompts vary, by a share that swings from day to day for all of them together. */
    private static final class Simulated {
        private final SplittableRandom random;
        private final ProbedModel probed = new ProbedModel(BUDGET);
        private final boolean varies;
        private double daily = 1;
        private double novel; // share of answers of another kind
        private boolean swapped;
        private double turned; // share of answers that are turned round
        private ProbeFinding finding = ProbeFinding.NONE;
        private long tokens;

        Simulated(long seed, boolean varies) {
            this.random = new SplittableRandom(seed);
            this.varies = varies;
        }

        String answer(String prompt) {
            int hash = prompt.hashCode() * 0x9E3779B1;
            if (swapped) {
                return "other " + hash % 50;
            }
            if (random.nextDouble() < novel) {
                return "new";
            }
            boolean border = varies && Integer.remainderUnsigned(hash, 200) == 0;
            double minority = 0.05 + 0.4 * Integer.remainderUnsigned(hash >>> 8, 100) / 100.0;
            boolean second = border && random.nextDouble() < Math.min(0.9, minority * daily);
            boolean turn = border && random.nextDouble() < turned;
            return second != turn ? "second" : "first";
        }

        /** Searches and learns its usual answers. */
        void learn() {
            for (int i = 0; i < 40_000 && probed.phase() != ProbePhase.WATCH; i++) {
                probe(0);
            }
            assertThat(probed.phase()).isEqualTo(ProbePhase.WATCH);
        }

        private boolean probe(long millis) {
            String prompt = probed.due(true, millis);
            if (prompt == null) {
                return false;
            }
            tokens += TOKENS;
            finding = probed.answered(answer(prompt), TOKENS);
            return finding != ProbeFinding.NONE;
        }

        /** Probes for some days; returns the days to a notice, infinite if there is none. */
        double days(int from, int days) {
            for (int hour = 24 * from; hour < 24 * (from + days); hour++) {
                if (hour % 24 == 0) {
                    daily = Math.exp(0.6 * random.nextGaussian());
                }
                for (int i = 0; i < 150; i++) {
                    if (probe(HOUR * (24 + hour))) {
                        return (hour + 1) / 24.0 - from;
                    }
                }
            }
            return Double.POSITIVE_INFINITY;
        }
    }

    @Test
    void sharesThatSwingFromDayToDayRaiseNoNotice() {
        for (int seed = 0; seed < 20; seed++) {
            Simulated model = new Simulated(seed, true);
            model.learn();
            assertThat(model.probed.prompts()).as("prompts of model %d", seed).isGreaterThanOrEqualTo(5);
            assertThat(model.tokens).as("tokens of the search").isLessThan(160_000);
            long before = model.tokens;
            assertThat(model.days(0, DAYS))
                    .as("days to a notice of model %d", seed)
                    .isInfinite();
            assertThat((model.tokens - before) / DAYS).as("tokens a day").isBetween(1_000L, 2_000L);
        }
    }

    @Test
    void anotherModelIsNoticedInTheNextBatchAndOtherPromptsAreSearched() {
        for (boolean varies : new boolean[] {true, false}) {
            Simulated model = new Simulated(50, varies);
            model.learn();
            assertThat(model.days(0, 5)).isInfinite();
            model.swapped = true;
            assertThat(model.days(5, 5)).as("days").isLessThanOrEqualTo(1);
            assertThat(model.probed.phase()).isEqualTo(ProbePhase.SEARCH);
        }
    }

    @Test
    void aTenthOfNewAnswersIsNoticedInDays() {
        List<Double> days = new ArrayList<>();
        for (int seed = 100; seed < 120; seed++) {
            Simulated model = new Simulated(seed, true);
            model.learn();
            model.days(0, 5);
            model.novel = 0.1;
            days.add(model.days(5, DAYS));
        }
        days.sort(null);
        assertThat(days.get(days.size() / 2)).as("median of %s", days).isLessThanOrEqualTo(3);
    }

    @Test
    void knownAnswersInOtherSharesAreANoticeAndNoNewSearch() {
        List<Double> days = new ArrayList<>();
        for (int seed = 200; seed < 220; seed++) {
            Simulated model = new Simulated(seed, true);
            model.learn();
            model.days(0, 5);
            model.turned = 0.9;
            days.add(model.days(5, 25));
            if (days.get(days.size() - 1) < 25) {
                assertThat(model.finding).isEqualTo(ProbeFinding.OTHER_SHARES);
                assertThat(model.days(30, 10)).as("told once").isInfinite();
            }
            assertThat(model.probed.phase()).isEqualTo(ProbePhase.WATCH);
        }
        days.sort(null);
        assertThat(days.get(days.size() / 2)).as("median of %s", days).isLessThanOrEqualTo(14);
    }

    @Test
    void aSmallBudgetAsksLessAndNoneAsksNothing() {
        ProbedModel small = new ProbedModel(new ProbeBudget(500, 150_000));
        Simulated answers = new Simulated(1, true);
        int asked = 0;
        for (long hour = 0; hour < 48 * 20; hour++) {
            for (int i = 0; i < 2000; i++) {
                String prompt = small.due(true, hour * HOUR);
                if (prompt == null) {
                    break;
                }
                asked += small.phase() == ProbePhase.WATCH ? 1 : 0;
                small.answered(answers.answer(prompt), TOKENS);
            }
        }
        assertThat(asked * TOKENS / 40.0).as("tokens a day").isBetween(150.0, 500.0);
        ProbedModel busy = new ProbedModel(BUDGET);
        assertThat(busy.due(false, 0)).as("the search is paced, not delayed").isNotNull();
    }

    @Test
    void batchesWaitForQuietHours() {
        Simulated model = new Simulated(3, true);
        model.learn();
        assertThat(model.probed.due(false, 100 * HOUR)).isNull();
        assertThat(model.probed.due(true, 100 * HOUR)).isNotNull();

        QuietHours hours = new QuietHours();
        long count = 0;
        for (int hour = 0; hour < 24 * 20; hour++) {
            count += hour % 24 >= 8 && hour % 24 < 20 ? 1000 : hour % 24 < 4 ? 10 : 100;
            hours.add(count, hour * HOUR);
        }
        assertThat(hours.isQuiet(24 * 30 * HOUR + 2 * HOUR)).isTrue();
        assertThat(hours.isQuiet(24 * 30 * HOUR + 12 * HOUR)).isFalse();
    }

    @Test
    void referencesOutliveARestart() throws IOException {
        Simulated model = new Simulated(4, true);
        model.learn();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.probed.write(new DataOutputStream(out));
        ProbedModel again = new ProbedModel(BUDGET);
        again.read(new DataInputStream(new ByteArrayInputStream(out.toByteArray())), true);

        assertThat(again.phase()).isEqualTo(ProbePhase.WATCH);
        assertThat(again.prompts()).isEqualTo(model.probed.prompts());
        assertThat(again.tokens()).isEqualTo(model.tokens);
        assertThat(again.due(true, 100 * HOUR)).isEqualTo(model.probed.due(true, 100 * HOUR));
    }
}
