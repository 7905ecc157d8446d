package dev.pointsman.micronaut.quality;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Usage;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes of all models that are in a pool, past the router: they are no calls, and no time, failure or cost of theirs
 * is learned. Their price is booked. A model whose breaker is not closed is left alone. Thread-safe.
 */
final class AnswerProbes {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.quality");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 600_000; // after a failure
    private static final int TYPICAL_TOKENS = 10;
    private static final int WITH_SHARES = -1; // of a saved state; without them it begins with the number of models

    private final ModelRouter router;
    private final ChatClient client;
    private final ProbeBudget budget;
    private final QualityMonitor monitor;
    private final QualityNotices notices;
    private final ProbeCharges charges;
    private final Clock clock;
    private final Object turn = new Object();
    private final QuietHours quiet = new QuietHours(); // guarded by this, as all below
    private final Map<String, ProbedModel> models = new LinkedHashMap<>();
    private final Map<String, Long> paused = new HashMap<>();

    AnswerProbes(
            ModelRouter router,
            ChatClient client,
            ProbeBudget budget,
            QualityMonitor monitor,
            QualityNotices notices,
            ProbeCharges charges,
            Clock clock) {
        this.router = router;
        this.client = client;
        this.budget = budget;
        this.monitor = monitor;
        this.notices = notices;
        this.charges = charges;
        this.clock = clock;
    }

    /**
     * State of the probes of a model, for display.
     *
     * @param model the model's id
     * @param phase {@code search}, {@code reference} or {@code watch}
     * @param prompts number of its prompts
     * @param tokens tokens of all probes since the first
     * @param evidence evidence that it answers differently than before, as a share of that of a notice, both as logarithms
     */
    record ProbeState(String model, String phase, int prompts, long tokens, double evidence) {}

    /** Sends at most one probe to each model, one after the other. */
    void send() {
        synchronized (turn) {
            sendEach();
        }
    }

    private void sendEach() {
        for (ModelSnapshot one : router.operations().snapshot()) {
            if (one.operation() == Operation.CHAT
                    && one.breaker().state() == BreakerState.CLOSED
                    && one.breaker().refusal() == null
                    && router.operations().firstPoolOf(one.model().id()) != null) {
                send(one.model());
            }
        }
    }

    private void send(Model model) {
        String prompt = due(model);
        if (prompt == null) {
            return;
        }
        ChatRequest request =
                ChatRequest.builder().user(prompt).maxTokens(1).temperature(0).build();
        try {
            ChatResponse response =
                    Objects.requireNonNull(client.outside(model, request).block(PATIENCE), "no answer");
            taken(model, response.text(), response.usage());
        } catch (RuntimeException e) {
            LOG.debug("A probe of {} failed", model.id(), e);
            pause(model);
        }
    }

    private synchronized @Nullable String due(Model model) {
        long now = clock.millis();
        quiet.add(monitor.counts().answers(), now);
        return now < paused.getOrDefault(model.id(), Long.MIN_VALUE)
                ? null
                : models.computeIfAbsent(model.id(), id -> new ProbedModel(budget))
                        .due(quiet.isQuiet(now), now);
    }

    private synchronized void pause(Model model) {
        paused.put(model.id(), clock.millis() + PAUSE_MILLIS);
    }

    private void taken(Model model, String answer, Usage usage) {
        int tokens = usage.isKnown() ? usage.inputTokens() + usage.outputTokens() : TYPICAL_TOKENS;
        charges.add(model, usage);
        ProbeFinding finding;
        synchronized (this) {
            finding = Objects.requireNonNull(models.get(model.id())).answered(answer, tokens);
        }
        if (finding == ProbeFinding.NEW_ANSWERS) {
            monitor.forget(model.id());
            notices.answersDifferently(model.id());
        } else if (finding == ProbeFinding.OTHER_SHARES) {
            notices.answersInOtherShares(model.id());
        }
    }

    synchronized List<ProbeState> states() {
        List<ProbeState> states = new ArrayList<>();
        models.forEach((id, one) ->
                states.add(new ProbeState(id, one.phase().toString(), one.prompts(), one.tokens(), one.progress())));
        return states;
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(WITH_SHARES);
        out.writeInt(models.size());
        for (Map.Entry<String, ProbedModel> one : models.entrySet()) {
            out.writeUTF(one.getKey());
            one.getValue().write(out);
        }
    }

    synchronized void read(DataInput in) throws IOException {
        int first = in.readInt();
        boolean hasShares = first == WITH_SHARES;
        for (int left = hasShares ? in.readInt() : first; left > 0; left--) {
            String model = in.readUTF();
            ProbedModel probed = new ProbedModel(budget);
            probed.read(in, hasShares);
            models.put(model, probed);
        }
    }
}
