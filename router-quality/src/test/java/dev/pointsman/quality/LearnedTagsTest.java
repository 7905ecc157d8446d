package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Learned quality of single tags, behind a router. */
class LearnedTagsTest extends QualityMonitorFixture {
    private static final double[] MEANS = {0.9, 0.6};

    private final SplittableRandom random = new SplittableRandom(5);
    private final double[] seen = new double[3];
    private final RoutingStrategy looking = RoutingStrategy.of(
            "looking",
            (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    seen[i] = decision.candidate(i).quality();
                }
                Arrays.fill(scores, 0, decision.size(), 1);
            },
            Picker.softmax(1));

    @Test
    void aModelThatIsWorseInOneTagIsSeenAsWorseThereOnly() {
        start(looking, 3);
        grade(6_000, 0.4);

        double[] code = seenIn("code");
        double[] summary = seenIn("summary");
        double[] none = seenIn(null);
        assertThat(code[1]).isLessThan(code[0] - 0.2).isLessThan(code[2] - 0.2);
        assertThat(summary[1]).as("elsewhere").isCloseTo(summary[0], within(0.1));
        assertThat(none[1]).as("in all calls, and in those without a tag").isBetween(code[1], none[0]);
        assertThat(seenIn("new")).containsExactly(none);
        assertThat(learned("m1").tags()).containsOnlyKeys("code", "summary");
        assertThat(learned("m1").tags().get("code")).isCloseTo(code[1], within(0.01));
    }

    @Test
    void aTagThatIsHardForAllModelsSaysNothingOfThem() {
        start(looking, 3);
        grade(6_000, 0);
        double[] code = seenIn("code");
        double[] summary = seenIn("summary");
        for (int m = 0; m < 3; m++) {
            assertThat(code[m]).isCloseTo(summary[m], within(0.09));
        }
    }

    @Test
    void idsDoNotTakeThePlacesOfTags() {
        start(looking, 3);
        grade(4_000, 0.4);
        for (int i = 0; i < 3_000; i++) {
            call("id-" + i, 0);
        }
        assertThat(learned("m1").tags()).containsOnlyKeys("code", "summary");
        assertThat(seenIn("code")[1]).isLessThan(seenIn("code")[0] - 0.2);

        for (int i = 0; i < 3_000; i++) {
            call("late", 0);
        }
        assertThat(learned("m1").tags()).containsOnlyKeys("code", "late", "summary");
    }

    @Test
    void aTagOutOfUseGivesUpItsPlace() {
        start(looking, 3);
        for (int i = 0; i < 8 * 600; i++) {
            call("t" + i % 8, 0);
        }
        assertThat(learned("m0").tags()).hasSize(8);
        for (int i = 0; i < 1_000; i++) {
            call("late", 0);
        }
        assertThat(learned("m0").tags()).as("all places are in use").doesNotContainKey("late");

        for (int i = 0; i < 11_000; i++) {
            call("t" + (1 + i % 7), 0);
        }
        double[] all = seenIn(null);
        for (int i = 0; i < 1_000; i++) {
            call("late", 0);
        }
        assertThat(learned("m0").tags()).hasSize(8).containsKey("late").doesNotContainKey("t0");
        assertThat(seenIn("t0")).usingComparatorWithPrecision(0.05).containsExactly(all);
    }

    @Test
    void aRestartKeepsWhatWasLearnedOfTags() throws IOException {
        start(looking, 3);
        grade(4_000, 0.4);
        double[] code = seenIn("code");
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        monitor.save(saved, now);

        start(looking, 3);
        assertThat(seenIn("code")).containsOnly(0.9);
        monitor.restore(router, new ByteArrayInputStream(saved.toByteArray()), now);
        assertThat(seenIn("code")).usingComparatorWithPrecision(0.003).containsExactly(code);
        grade(10, 0.4);
        assertThat(learned("m1").tags()).containsOnlyKeys("code", "summary");
    }

    @Test
    void anAlarmShortensTheMemoryOfTagsToo() {
        LearnedQuality learned = new LearnedQuality(java.util.List.of(0.8, 0.8), 100, 400, 1);
        learned.tags().put(0, "code");
        for (int i = 0; i < 1_000; i++) {
            learned.addTagged(i % 2, 0, 0, 0.8);
        }
        double before = learned.quality(0, 0);
        learned.lower(0);
        for (int i = 0; i < 60; i++) {
            learned.addTagged(0, 0, 0, 0.2);
        }
        assertThat(learned.quality(0, 0)).isLessThan(before - 0.2);
        learned.recovered(0);
        assertThat(learned.quality(0, 0)).isCloseTo(before, within(0.05));
    }

    /** Grades calls of two tags, one of them harder for all, and in that one model worse by some loss. */
    private void grade(int calls, double loss) {
        for (int i = 0; i < calls; i++) {
            call(i % 2 == 0 ? "summary" : "code", i % 2 == 0 ? 0 : loss);
        }
    }

    private void call(String tag, double loss) {
        now += HOUR / 100;
        Attempt attempt = router.route(RouteRequest.builder().tag(tag).build());
        attempt.succeed();
        double mean = MEANS[tag.equals("code") ? 1 : 0] - (attempt.model().id().equals("m1") ? loss : 0);
        monitor.grade(attempt.id(), random.nextDouble() < mean ? 1 : 0);
        monitor.process(now);
    }

    private double[] seenIn(String tag) {
        router.route(RouteRequest.builder().tag(tag).build()).close();
        return seen.clone();
    }
}
