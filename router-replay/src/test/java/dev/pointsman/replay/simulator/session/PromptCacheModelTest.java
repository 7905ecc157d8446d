package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The prompt cache beside a list of all prompts ever processed, token by token. */
class PromptCacheModelTest {
    private static final int STEPS = 4000;

    /** Prompt that was processed: what it said, in pieces of so many tokens, and when. */
    private record Processed(List<Long> said, double at) {}

    /** A conversation is a list of pieces of 64 tokens; its prefixes are cut at the ends of its turns. */
    private static final int PIECE = 64;

    @Test
    void everyPrefixThatAnEarlierPromptHadIsFoundUntilItsTimeIsOver() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PromptCacheSpec spec =
                    PromptCacheSpec.of(.5, 1, 300).withMeanLife(seed == 1 ? Double.POSITIVE_INFINITY : 400);
            SimulatedPromptCache cache = new SimulatedPromptCache(spec);
            List<Processed> model = new ArrayList<>();
            List<List<Integer>> sessions = new ArrayList<>(); // the ends of the turns of each, in pieces
            int hits = 0;
            double now = 0;
            for (int step = 0; step < STEPS; step++) {
                now += 20 * random.nextDouble();
                if (sessions.size() < 20 || random.nextInt(30) == 0) {
                    sessions.add(new ArrayList<>(List.of(10 + 20 * (sessions.size() % 3))));
                }
                int session = random.nextInt(Math.max(0, sessions.size() - 20), sessions.size());
                List<Integer> ends = sessions.get(session);
                ends.add(ends.get(ends.size() - 1) + random.nextInt(1, 40));
                double draw = random.nextDouble();

                int found = cache.cachedTokens(prompt(session, ends), now, draw);
                List<Long> said = said(session, ends);
                assertThat(found).as("seed %d, step %d", seed, step).isEqualTo(expected(model, spec, said, now, draw));

                hits += found > 0 ? 1 : 0;
                cache.add(prompt(session, ends), now);
                model.add(new Processed(said, now));
            }
            assertThat(hits).isBetween(STEPS / 20, STEPS - 20);
        }
    }

    /** The longest common beginning with any prompt whose age its draw survives; in whole blocks. */
    private static int expected(List<Processed> model, PromptCacheSpec spec, List<Long> said, double now, double draw) {
        int most = 0;
        for (Processed before : model) {
            double age = now - before.at();
            if (age < spec.timeToLive() && draw < Math.exp(-age / spec.meanLife())) {
                int common = 0;
                while (common < Math.min(said.size(), before.said().size())
                        && said.get(common).equals(before.said().get(common))) {
                    common++;
                }
                most = Math.max(most, PIECE * common);
            }
        }
        return most < 1024 ? 0 : most / 128 * 128;
    }

    /** Sessions of one application, three of which there are, begin alike. */
    private static PromptPrefixes prompt(int session, List<Integer> ends) {
        return new PromptPrefixes(new long[] {-1 - session % 3, session}, new int[] {
            PIECE * ends.get(0), PIECE * ends.get(ends.size() - 1)
        });
    }

    private static List<Long> said(int session, List<Integer> ends) {
        List<Long> said = new ArrayList<>();
        for (int i = 0; i < ends.get(ends.size() - 1); i++) {
            said.add(i < ends.get(0) ? -1 - session % 3 : 1000L * session + i);
        }
        return said;
    }
}
