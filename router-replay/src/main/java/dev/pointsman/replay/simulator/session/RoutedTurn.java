package dev.pointsman.replay.simulator.session;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.SimulatedAnswer;
import dev.pointsman.router.AnswerSink;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CallDriver;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One turn at a router, driven as a call of an application is. */
final class RoutedTurn implements AnswerSink<Usage, Boolean> {
    private final CallDriver<Usage, Boolean> driver;
    private final RunningSession session;
    private final CallArrival arrival;
    private final SessionStage stage;
    private final Map<String, Integer> providers;
    private int attempts;
    private @Nullable SimulatedPrompt prompt;
    private boolean begun;

    RoutedTurn(
            ModelRouter router,
            RouteRequest request,
            RunningSession session,
            SessionStage stage,
            Map<String, Integer> providers) {
        this.driver = router.drive(request, this::ask, this);
        this.session = session;
        this.arrival = session.arrival();
        this.stage = stage;
        this.providers = providers;
    }

    void start() {
        driver.start();
    }

    private Flow.Publisher<Usage> ask(Attempt attempt) {
        int provider = provider(attempt.model().id());
        session.attempted(provider, attempts == 0);
        prompt = stage.prompt(session, provider, attempts);
        return new SimulatedAnswer(
                attempt,
                session.session().call(session.number()),
                attempts++,
                arrival,
                stage.providers().get(provider),
                prompt);
    }

    private int provider(String model) {
        return Objects.requireNonNull(providers.get(model));
    }

    @Override
    public Usage usage(Usage element) {
        return element;
    }

    @Override
    public void element(Attempt attempt, Usage element) {
        if (!begun) {
            begun = true;
            session.firstToken();
        }
    }

    @Override
    public Boolean answer(Attempt attempt) {
        return Boolean.TRUE;
    }

    @Override
    public void completed(RouteResult<Boolean> result) {
        session.served(
                provider(result.model().id()),
                Objects.requireNonNull(prompt, "an attempt has served").cachedTokens());
    }

    @Override
    public void failed(Throwable error) {
        if (error instanceof RoutingException) {
            session.failed();
        } else {
            stage.time().fail(error);
        }
    }
}
