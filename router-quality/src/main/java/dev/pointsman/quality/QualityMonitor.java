package dev.pointsman.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.quality.internal.AnswerChecks;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Monitor of the quality of a router's models: a listener that keeps the probabilities of recent decisions, and tests
 * and learned quality that are fed with the outcomes of their answers.
 *
 * <p>Thread-safe. The threads of calls only leave records; everything else happens in {@link #process}, which one thread
 * calls regularly. Time is an argument, so that a history can be replayed.
 */
public final class QualityMonitor implements RouterListener {
    private static final int LEAST_MEMBERS = 8;

    private final int capacity;
    private volatile DecisionRing decisions = new DecisionRing(2, 1); // replaced once, by connect
    private final AnswerQueue answers;
    private final QualityWorker worker;
    private volatile PoolEntry[] pools = new PoolEntry[0]; // replaced whole, by the worker

    /**
     * Creates a monitor.
     *
     * @param settings the settings
     * @param alarms receives noticed changes, on the thread that processes
     */
    public QualityMonitor(QualitySettings settings, Consumer<QualityAlarm> alarms) {
        this.capacity = Math.max(2, Integer.highestOneBit(Math.max(1, settings.decisions() - 1)) << 1);
        this.answers = new AnswerQueue(settings.queue());
        this.worker = new QualityWorker(settings, answers, alarms);
    }

    /**
     * Connects the monitor with its router, which must have it as a listener. Until then decisions are ignored.
     *
     * @param router the router
     * @param nowNanos the time, of any origin; that of all later calls
     */
    public void connect(ModelRouter router, long nowNanos) {
        int members = router.operations().pools().stream()
                .mapToInt(pool -> pool.models().size())
                .max()
                .orElse(0);
        decisions = new DecisionRing(capacity, Math.max(LEAST_MEMBERS, members + members / 2));
        worker.connect(router, decisions, nowNanos);
        pools = worker.pools();
    }

    /**
     * Writes baselines, evidence, learned quality and open changes. Not written: recent decisions, and what waits.
     *
     * @param to receives the state; not closed
     * @param nowNanos the time
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if the monitor is not connected
     */
    public synchronized void save(OutputStream to, long nowNanos) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        worker.write(nowNanos, out);
        out.flush();
    }

    /**
     * Goes on from a saved state, directly after {@link #connect}. The time in between does not count.
     *
     * @param router the router
     * @param from the state; not closed
     * @param nowNanos the time
     * @throws IOException if it cannot be read; then the monitor begins anew
     */
    public synchronized void restore(ModelRouter router, InputStream from, long nowNanos) throws IOException {
        try {
            worker.read(router, nowNanos, new DataInputStream(from));
        } finally {
            pools = worker.pools();
        }
    }

    @Override
    public boolean readsEstimates() {
        return false;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        RouteRequest request = decision.request();
        if (request.operation() != Operation.CHAT) {
            return;
        }
        PoolEntry pool = poolOf(decision.pool());
        if (pool == null) {
            return;
        }
        Candidate chosen = decision.candidate(decision.chosen());
        if (!pool.isAt(chosen.order(), chosen.model())) {
            return; // the pool was changed, and its new models are not known yet
        }
        boolean first = decision.attempt() == 0
                && (decision.kind() == DecisionKind.CHOICE || decision.kind() == DecisionKind.ONLY);
        long session = request.session() == null ? 0 : sessionOf(request, pool.name());
        int tag = request.tag() == null ? 0 : pool.tags().numberOf(request.tag());
        decisions.write(decision, session, pool.index(), shapeOf(request), tag, first);
    }

    @SuppressWarnings("ReferenceEquality") // a pool's name is usually the same object
    private @Nullable PoolEntry poolOf(String name) {
        PoolEntry[] all = pools;
        for (PoolEntry pool : all) {
            if (pool.name() == name) {
                return pool;
            }
        }
        for (PoolEntry pool : all) {
            if (pool.name().equals(name)) {
                return pool;
            }
        }
        return null;
    }

    private static long sessionOf(RouteRequest request, String pool) {
        var key = request.sessionKey(pool);
        return key == null ? 0 : key.low() | 1;
    }

    private static int shapeOf(RouteRequest request) {
        var capabilities = request.capabilities();
        if (capabilities.isEmpty()) {
            return 0;
        }
        return (capabilities.contains(Capability.TOOLS) ? 1 : 0)
                + (capabilities.contains(Capability.JSON_SCHEMA) ? 2 : 0);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return operation != Operation.CHAT
                ? ModelListener.NONE
                : new ModelListener() {
                    @Override
                    public void firstToken(Attempt attempt, long nanos) {
                        decisions.firstToken(attempt.id(), nanos);
                    }

                    @Override
                    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
                        decisions.ended(attempt.id(), nanos, usage.outputTokens());
                    }
                };
    }

    /**
     * Leaves a whole answer to be checked.
     *
     * @param decision the number of the decision: {@link Attempt#id}
     * @param request the request as JSON of OpenAI's chat completions; not changed, and not to be changed
     * @param response the response in the same form
     * @return false if too many answers wait, and this one is not checked
     */
    public boolean answered(long decision, JsonNode request, JsonNode response) {
        return answers.answer(decision, request, response, List.of());
    }

    /**
     * Leaves a streamed answer to be checked.
     *
     * @param decision the number of the decision: {@link Attempt#id}
     * @param request the request as JSON of OpenAI's chat completions; not changed, and not to be changed
     * @param chunks the chunks of the stream in the same form, in order; those that matter to no check may be left out
     * @return false if too many answers wait, and this one is not checked
     */
    public boolean streamed(long decision, JsonNode request, List<JsonNode> chunks) {
        return answers.answer(decision, request, null, chunks);
    }

    /**
     * Grades an answer.
     *
     * @param decision the number of the decision: {@link Attempt#id}
     * @param grade from 0, useless, to 1, perfect
     * @return false if too many grades wait, and this one is lost
     * @throws IllegalArgumentException if the grade is out of its range
     */
    public boolean grade(long decision, double grade) {
        if (!(grade >= 0 && grade <= 1)) {
            throw new IllegalArgumentException("grade: " + grade + " (expected: 0 to 1)");
        }
        return answers.outcome(decision, QualitySignal.GRADES, 1 - grade);
    }

    /**
     * Leaves the result of a check that the application made itself.
     *
     * @param decision the number of the decision: {@link Attempt#id}
     * @param signal {@link QualitySignal#TOOL_CALLS} or {@link QualitySignal#JSON_SCHEMA}
     * @param valid whether the answer was valid
     * @return false if too many results wait, and this one is lost
     */
    public boolean checked(long decision, QualitySignal signal, boolean valid) {
        return answers.outcome(decision, signal, valid ? 0 : 1);
    }

    /**
     * Leaves the reason for the end of an answer that is not left to be checked as a whole.
     *
     * @param decision the number of the decision: {@link Attempt#id}
     * @param reason the reason in the words of OpenAI, such as {@code stop} or {@code length}
     * @return false if too many results wait, and this one is lost
     */
    public boolean finished(long decision, String reason) {
        return answers.outcome(decision, QualitySignal.FINISH_REASONS, AnswerChecks.finish(reason));
    }

    /**
     * Processes what was left so far. Called by one thread at a time.
     *
     * @param nowNanos the time
     */
    public synchronized void process(long nowNanos) {
        worker.process(nowNanos);
        if (worker.refreshPools(nowNanos)) {
            pools = worker.pools();
        }
    }

    /**
     * Returns the state of all models and signals.
     *
     * @param nowNanos the time
     * @return one entry per model and signal with observations
     */
    public synchronized List<QualityStatus> status(long nowNanos) {
        return worker.status(nowNanos);
    }

    /**
     * Returns what was learned.
     *
     * @return one entry per pool and model
     */
    public synchronized List<LearnedModel> learned() {
        return worker.learnedModels();
    }

    /**
     * Compares models with their peers by the grades of their answers.
     *
     * @return one entry per pool and model with enough grades
     */
    public synchronized List<GradeDifference> differences() {
        return worker.differences();
    }

    /**
     * Accepts what a model does now as its new normal: ends its open changes, and learns new baselines for a third of
     * the usual time.
     *
     * @param model the model's id
     * @param signal the signal; null for all
     * @param nowNanos the time
     * @throws IllegalArgumentException if the model is in no pool
     */
    public synchronized void accept(String model, @Nullable QualitySignal signal, long nowNanos) {
        worker.accept(model, signal, nowNanos);
    }

    /**
     * Forgets all but the last 40 grades of a model, as something else may serve it now.
     *
     * @param model the model's id
     */
    public synchronized void forget(String model) {
        worker.forget(model);
    }

    /**
     * Returns the number of answers and grades that could not be used.
     *
     * @return the counts since the start
     */
    public QualityCounts counts() {
        return worker.counts();
    }
}
