package dev.pointsman.replay.simulator;

import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.AnswerSink;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.trace.RouteResult;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;

/** One call at a router, driven as a call of an application is. */
final class SimulatedCaller implements AnswerSink<Usage, Boolean> {
    private final CallDriver<Usage, Boolean> driver;
    private final SimulatedRouter router;
    private final long request;
    private final CallArrival arrival;
    private final Map<String, SimulatedProvider> providers;
    private final RunMetrics metrics;
    private final VirtualTime time;
    private int attempts;

    SimulatedCaller(
            SimulatedRouter router,
            RouteRequest wanted,
            long request,
            CallArrival arrival,
            Map<String, SimulatedProvider> providers,
            RunMetrics metrics,
            VirtualTime time) {
        this.router = router;
        this.driver = router.router().drive(wanted, this::ask, this);
        this.request = request;
        this.arrival = arrival;
        this.providers = providers;
        this.metrics = metrics;
        this.time = time;
    }

    void start() {
        driver.start();
    }

    private Flow.Publisher<Usage> ask(Attempt attempt) {
        SimulatedProvider provider = provider(attempt.model().id());
        metrics.attempt(provider.index(), attempts == 0);
        return new SimulatedAnswer(attempt, request, attempts++, arrival, provider, null, router);
    }

    private SimulatedProvider provider(String model) {
        return Objects.requireNonNull(providers.get(model));
    }

    @Override
    public Usage usage(Usage element) {
        return element;
    }

    @Override
    public void element(Attempt attempt, Usage element) {
        // The metrics measure whole answers.
    }

    @Override
    public Boolean answer(Attempt attempt) {
        return Boolean.TRUE;
    }

    @Override
    public void completed(RouteResult<Boolean> result) {
        metrics.served(arrival, provider(result.model().id()).index());
    }

    @Override
    public void failed(Throwable error) {
        if (error instanceof AdmissionRefusedException) {
            metrics.refused();
        } else if (error instanceof RoutingException) {
            metrics.failed(arrival);
        } else {
            time.fail(error);
        }
    }
}
