package dev.pointsman.micronaut.probe;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.chat.ReachabilityCheck;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Background checks of one provider: one series per time that the circuit breaker of a model of it is open.
 * Thread-safe.
 */
final class ProviderProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ReachabilityMonitor.class);

    private final String provider;
    private final ReachabilityCheck check;
    private final ModelRouter router;
    private final ChatClient client;
    private final Disposable.Swap next = Disposables.swap();
    private boolean active; // all below guarded by this
    private boolean closed;
    private long answered;
    private long unanswered;

    ProviderProbe(ProviderSettings settings, ModelRouter router, ChatClient client) {
        this.provider = settings.name();
        this.check = settings.check();
        this.router = router;
        this.client = client;
    }

    /** Starts a series, unless one is running. */
    void begin() {
        synchronized (this) {
            if (active || closed) {
                return;
            }
            active = true;
        }
        LOG.info("Provider {}: a model is unavailable, checking {} until it is available", provider, check.path());
        schedule(Duration.ZERO);
    }

    /** Under the lock: a step may end before its subscription is assigned, and must not be replaced by it. */
    private synchronized void schedule(Duration sinceFirst) {
        Duration pause = check.pause(sinceFirst);
        Duration then = sinceFirst.plus(pause);
        next.update(
                Mono.delay(pause).flatMap(late -> step()).onErrorReturn(true).subscribe(goesOn -> {
                    if (goesOn) {
                        schedule(then);
                    } else {
                        end();
                    }
                }));
    }

    /** Runs one check if it may bring a trial forward; emits false if no breaker is open any more. */
    private Mono<Boolean> step() {
        List<ModelSnapshot> open = open();
        boolean waiting = open.stream().anyMatch(one -> one.breaker().refusal() == Reason.OPEN);
        if (!waiting) { // else due for its trial, cooling down, or out until an operator acts
            return Mono.just(!open.isEmpty());
        }
        return client.reaches(provider, check.path()).map(answer -> {
            record(answer);
            router.operations().checked(provider, answer);
            return true;
        });
    }

    private List<ModelSnapshot> open() {
        return router.operations().snapshot().stream()
                .filter(one -> one.model().provider().equals(provider))
                .filter(one -> one.breaker().state() == BreakerState.OPEN)
                .toList();
    }

    private synchronized void record(boolean answer) {
        answered += answer ? 1 : 0;
        unanswered += answer ? 0 : 1;
    }

    private void end() {
        ProviderChecks checks;
        synchronized (this) {
            active = false;
            checks = checks();
        }
        LOG.info(
                "Provider {}: all models are available; checks so far: {} answered, {} unanswered",
                provider,
                checks.answered(),
                checks.unanswered());
        if (!open().isEmpty()) { // opened since
            begin();
        }
    }

    synchronized ProviderChecks checks() {
        return new ProviderChecks(provider, check.path(), answered, unanswered, active);
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        next.dispose();
    }
}
