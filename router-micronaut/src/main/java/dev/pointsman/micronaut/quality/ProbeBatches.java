package dev.pointsman.micronaut.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Comparison of the answers of batches with the usual ones: of new answers, and of known ones in other shares. */
final class ProbeBatches {
    private final NoveltyTest unseen = new NoveltyTest(ProbeBudget.threshold());
    private final NoveltyTest minority = new NoveltyTest(ProbeBudget.threshold(), true);
    private boolean reweighed; // found before
    private int[] news = new int[0];
    private int[] minor = new int[0];

    double progress() {
        return unseen.progress();
    }

    /** Begins a batch with a number of prompts. */
    void begin(int prompts) {
        news = new int[prompts];
        minor = new int[prompts];
    }

    void add(int index, BorderPrompt prompt, String answer) {
        news[index] += prompt.isNew(answer) ? 1 : 0;
        minor[index] += prompt.isMinority(answer) ? 1 : 0;
    }

    /** Ends a batch with a number of answers to each prompt; other shares are found once. */
    ProbeFinding end(List<BorderPrompt> prompts, int each) {
        if (unseen.batch(shares(news, each), limits(prompts, BorderPrompt::limit))) {
            return ProbeFinding.NEW_ANSWERS;
        }
        boolean others = minority.batch(shares(minor, each), limits(prompts, BorderPrompt::minorityLimit));
        if (others && !reweighed) {
            reweighed = true;
            return ProbeFinding.OTHER_SHARES;
        }
        return ProbeFinding.NONE;
    }

    private static double[] shares(int[] counts, int each) {
        return Arrays.stream(counts).mapToDouble(count -> count / (double) each).toArray();
    }

    private static double[] limits(List<BorderPrompt> prompts, ToDoubleFunction<BorderPrompt> limit) {
        return prompts.stream().mapToDouble(limit).toArray();
    }

    void write(DataOutput out) throws IOException {
        unseen.write(out);
        minority.write(out);
        out.writeBoolean(reweighed);
    }

    /** Reads a state, which may be one without shares. */
    void read(DataInput in, boolean hasShares) throws IOException {
        unseen.read(in);
        if (hasShares) {
            minority.read(in);
            reweighed = in.readBoolean();
        }
    }
}
