package dev.pointsman.micronaut.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probes of one model with prompts of one token and answers of one: first a search for prompts at the border between two
 * answers, then their usual answers, then two batches a day, which are compared with those. Where no prompt varies, the
 * first ones serve: any other answer is new. Time is an argument; not thread-safe.
 */
final class ProbedModel {
    private static final int PROMPTS = 20;
    private static final int LEAST_BORDER = 3;
    private static final int REFERENCE = 100; // answers of a prompt
    private static final int IN_BATCH = 5; // answers of a prompt, at most
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long BETWEEN_BATCHES = 6 * HOUR_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final ProbeBudget budget;
    private final List<BorderPrompt> prompts = new ArrayList<>();
    private ProbeBatches batches = new ProbeBatches();
    private ProbePhase phase = ProbePhase.SEARCH;
    private int candidate; // of the search
    private int searched; // tokens
    private long total; // tokens
    private long requests;
    private @Nullable String first; // answer to the candidate
    private long day = Long.MIN_VALUE;
    private int today; // tokens of batches
    private long lastBatch = Long.MIN_VALUE / 2;
    private int next; // place in the batch; negative between batches
    private int each; // answers of a prompt in the batch

    ProbedModel(ProbeBudget budget) {
        this.budget = budget;
        this.next = -1;
    }

    ProbePhase phase() {
        return phase;
    }

    int prompts() {
        return prompts.size();
    }

    long tokens() {
        return total;
    }

    double progress() {
        return batches.progress();
    }

    private double perProbe() {
        return requests == 0 ? 10 : Math.max(2, (double) total / requests);
    }

    /** Returns the prompt to send next; null if none is due. Batches begin at quiet times. */
    @Nullable
    String due(boolean quiet, long millis) {
        return switch (phase) {
            case SEARCH -> search();
            case REFERENCE -> reference().text();
            case WATCH -> isDue(quiet, millis) ? prompts.get(next / each).text() : null;
        };
    }

    private String search() {
        double references = (prompts.size() + 1.0) * REFERENCE * perProbe();
        if (prompts.size() == PROMPTS
                || candidate == ProbePrompts.SIZE
                || searched + references + 2 * perProbe() > budget.search()) {
            if (prompts.size() < LEAST_BORDER) {
                prompts.clear();
                for (int i = 0; i < PROMPTS; i++) {
                    prompts.add(new BorderPrompt(ProbePrompts.of(i)));
                }
            }
            phase = ProbePhase.REFERENCE;
            return reference().text();
        }
        return ProbePrompts.of(candidate);
    }

    private BorderPrompt reference() {
        BorderPrompt least = prompts.get(0);
        for (BorderPrompt prompt : prompts) {
            least = prompt.answers() < least.answers() ? prompt : least;
        }
        return least;
    }

    private boolean isDue(boolean quiet, long millis) {
        if (Math.floorDiv(millis, DAY_MILLIS) != day) {
            day = Math.floorDiv(millis, DAY_MILLIS);
            today = 0;
        }
        if (next >= 0) {
            return true;
        }
        double most = budget.perDay() / (double) ProbeBudget.BATCHES / prompts.size() / perProbe();
        each = (int) Math.min(IN_BATCH, most);
        boolean fits = each > 0 && today + each * prompts.size() * perProbe() <= budget.perDay();
        if (!quiet || !fits || millis - lastBatch < BETWEEN_BATCHES) {
            return false;
        }
        lastBatch = millis;
        batches.begin(prompts.size());
        next = 0;
        return true;
    }

    /** Takes the answer to the prompt that was due last; returns what it tells. */
    ProbeFinding answered(String answer, int tokens) {
        total += tokens;
        requests++;
        switch (phase) {
            case SEARCH -> searched(answer, tokens);
            case REFERENCE -> referenced(answer, tokens);
            case WATCH -> {
                return watched(answer, tokens);
            }
        }
        return ProbeFinding.NONE;
    }

    private void searched(String answer, int tokens) {
        searched += tokens;
        if (first == null) {
            first = answer;
            return;
        }
        if (!first.equals(answer)) {
            BorderPrompt found = new BorderPrompt(ProbePrompts.of(candidate));
            found.add(first);
            found.add(answer);
            prompts.add(found);
        }
        first = null;
        candidate++;
    }

    private void referenced(String answer, int tokens) {
        searched += tokens;
        BorderPrompt prompt = reference();
        prompt.add(answer);
        if (reference().answers() >= REFERENCE || searched >= budget.search()) {
            prompts.removeIf(one -> !one.isUsable());
            if (prompts.isEmpty()) {
                begin(candidate);
            } else {
                phase = ProbePhase.WATCH;
            }
        }
    }

    private ProbeFinding watched(String answer, int tokens) {
        today += tokens;
        batches.add(next / each, prompts.get(next / each), answer);
        next++;
        if (next < each * prompts.size()) {
            return ProbeFinding.NONE;
        }
        next = -1;
        ProbeFinding finding = batches.end(prompts, each);
        if (finding == ProbeFinding.NEW_ANSWERS) {
            begin(0);
        }
        return finding;
    }

    /** Begins a search, as other prompts vary after a change. */
    private void begin(int from) {
        prompts.clear();
        batches = new ProbeBatches();
        phase = ProbePhase.SEARCH;
        candidate = from;
        searched = 0;
        first = null;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(phase.name());
        out.writeInt(candidate);
        out.writeInt(searched);
        out.writeLong(total);
        out.writeLong(requests);
        out.writeLong(day);
        out.writeInt(today);
        out.writeLong(lastBatch);
        out.writeInt(prompts.size());
        for (BorderPrompt prompt : prompts) {
            prompt.write(out);
        }
        batches.write(out);
    }

    /** Reads a state, which may be one without shares; a batch that had begun is forgotten. */
    void read(DataInput in, boolean hasShares) throws IOException {
        phase = ProbePhase.valueOf(in.readUTF());
        candidate = in.readInt();
        searched = in.readInt();
        total = in.readLong();
        requests = in.readLong();
        day = in.readLong();
        today = in.readInt();
        lastBatch = in.readLong();
        prompts.clear();
        for (int left = in.readInt(); left > 0; left--) {
            prompts.add(BorderPrompt.read(in));
        }
        batches.read(in, hasShares);
    }
}
