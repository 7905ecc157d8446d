package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Source of one attempt under a test's control; checks what the driver asks of it. */
final class ScriptedAnswer implements Flow.Publisher<String>, Flow.Subscription {
    final Attempt attempt;
    private Flow.@Nullable Subscriber<? super String> subscriber;
    private boolean ready;
    private long requested;
    boolean cancelled;
    boolean ended;

    ScriptedAnswer(Attempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super String> reader) {
        assertThat(subscriber).as("one subscription per attempt").isNull();
        subscriber = reader;
    }

    @Override
    public void request(long elements) {
        requested += elements;
        assertThat(requested).as("elements requested").isLessThanOrEqualTo(attempt.isBesideTrial() ? elements : 1);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    boolean isOpen() {
        return !ended && !cancelled;
    }

    /** Connects, which may happen long after the subscription. */
    ScriptedAnswer connect() {
        if (!ready) {
            ready = true;
            reader().onSubscribe(this);
        }
        return this;
    }

    boolean isRequested() {
        return requested > 0;
    }

    void element(String text) {
        requested--;
        reader().onNext(text);
    }

    void complete() {
        ended = true;
        reader().onComplete();
    }

    void fail(FailureKind kind) {
        ended = true;
        reader().onError(new ProviderException(Failure.of(kind, "as told")));
    }

    private Flow.Subscriber<? super String> reader() {
        return Objects.requireNonNull(subscriber);
    }
}
