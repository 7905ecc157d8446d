package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class DefaultFailureClassifierTest {
    private final FailureClassifier classifier = FailureClassifier.standard();

    @Test
    void aProvidersExceptionSaysItItselfHoweverDeepItLies() {
        Failure known = Failure.of(FailureKind.RATE_LIMITED, "slow down");
        ProviderException error = new ProviderException(known);

        assertThat(classifier.classify(error)).isSameAs(known);
        assertThat(classifier.classify(new CompletionException(new ExecutionException(error))))
                .isSameAs(known);
        assertThat(classifier.classify(new IOException("wrapped", error))).isSameAs(known);
        assertThat(classifier.classify(new IllegalStateException(new UncheckedIOException(new IOException(error)))))
                .isSameAs(known);
    }

    @Test
    void timeLimitsOfTheNetworkAreTimeouts() {
        are(
                FailureKind.TIMEOUT,
                new TimeoutException(),
                new SocketTimeoutException("read"),
                new HttpTimeoutException("response"),
                new HttpConnectTimeoutException("connect"),
                new RuntimeException(new SocketTimeoutException()));
    }

    @Test
    void brokenConnectionsAreTheProviders() {
        are(
                FailureKind.CONNECTION,
                new ConnectException("refused"),
                new SocketException("reset"),
                new UnknownHostException("nowhere"),
                new ClosedChannelException(),
                new SSLHandshakeException("bad certificate"),
                new EOFException(),
                new IOException("connection reset by peer"),
                new UncheckedIOException(new ConnectException()));
    }

    @Test
    void anInterruptOrACancellationIsACallerWhoLeft() {
        are(
                FailureKind.CANCELLED,
                new InterruptedException(),
                new CancellationException(),
                new ClosedByInterruptException(),
                new CompletionException(new CancellationException()));
    }

    @Test
    void everythingElseIsTheCallersOwn() {
        are(
                FailureKind.CALLER_ERROR,
                new IllegalStateException("mine"),
                new NullPointerException(),
                new FileNotFoundException("my file"),
                new OutOfMemoryError(),
                circle());
        assertThat(classifier.classify(new IllegalStateException("sk-secret")).message())
                .as("a stranger's message may hold anything")
                .doesNotContain("sk-secret");
    }

    private static Exception circle() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));
        return first;
    }

    private void are(FailureKind kind, Throwable... errors) {
        for (Throwable error : errors) {
            assertThat(classifier.classify(error).kind()).as(error.toString()).isEqualTo(kind);
        }
    }
}
