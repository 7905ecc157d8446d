package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.Attempt;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Publisher of an attempt's whole answer, of at most one element, within its timeout; used for one subscription. Ends
 * once: by a signal, the timeout or a cancellation.
 */
/*
 * One object in the place of a chain of operators: a routed method that returns at once would spend most of its time on
 * building the chain.
 */
final class TimedAnswer<T> implements Flow.Publisher<T>, Flow.Subscription, CoreSubscriber<T>, TimerTask {
    private static final VarHandle READER;

    static {
        try {
            READER = MethodHandles.lookup().findVarHandle(TimedAnswer.class, "reader", Flow.Subscriber.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Attempt attempt;
    private final BiConsumer<Attempt, CoreSubscriber<? super T>> source;
    private final Context context;
    private volatile Flow.@Nullable Subscriber<? super T> reader; // from the subscription to the end
    private volatile @Nullable Timeout timeout; // set once, before the source is subscribed to
    private volatile @Nullable Subscription elements;
    private @Nullable T answer; // confined to the serialized signals

    TimedAnswer(Attempt attempt, BiConsumer<Attempt, CoreSubscriber<? super T>> source, Context context) {
        this.attempt = attempt;
        this.source = source;
        this.context = context;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
        if (reader != null) {
            timeout = WheelTimer.start(limit(), this);
            source.accept(attempt, this);
        }
    }

    private Duration limit() {
        return Objects.requireNonNull(attempt.timeouts().response(), "limit");
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void request(long count) {
        // The answer is requested with the subscription.
    }

    @Override
    public void cancel() {
        if (end() != null) {
            cancelSource();
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        elements = subscription;
        if (reader == null) { // each of the two threads sees the other
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(T element) {
        if (answer == null) {
            answer = element;
        } else {
            fail(new IndexOutOfBoundsException("the answer: several elements (expected: at most one)"));
        }
    }

    @Override
    public void onComplete() {
        Flow.Subscriber<? super T> to = end();
        if (to != null) {
            T whole = answer;
            if (whole != null) {
                to.onNext(whole);
            }
            to.onComplete();
        }
    }

    @Override
    public void onError(Throwable error) {
        Flow.Subscriber<? super T> to = end();
        if (to != null) {
            to.onError(error);
        }
    }

    /*
     * The source may be a client that reports to the attempt by itself and takes a cancellation for one by the caller. So
     * the attempt is ended first.
     */
    @Override
    public void run(Timeout alarm) {
        if (reader != null) {
            Failure failure = Failure.of(FailureKind.TIMEOUT, "no answer within " + limit().toMillis() + " ms");
            attempt.fail(failure);
            fail(new ProviderException(failure));
        }
    }

    private void fail(Throwable error) {
        Flow.Subscriber<? super T> to = end();
        if (to != null) {
            cancelSource();
            to.onError(error);
        }
    }

    private void cancelSource() {
        Subscription source = elements;
        if (source != null) {
            source.cancel();
        }
    }

    /** Ends it and returns the reader; null if it has ended. */
    @SuppressWarnings("unchecked") // of the field's own type
    private Flow.@Nullable Subscriber<? super T> end() {
        Flow.Subscriber<? super T> last =
                (Flow.Subscriber<? super T>) READER.getAndSet(this, (Flow.Subscriber<?>) null);
        Timeout alarm = timeout;
        if (last != null && alarm != null) {
            alarm.cancel();
        }
        return last;
    }
}
