package dev.pointsman.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.errors.ApiException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The client libraries themselves are tested in the module {@code client-tests}. */
class ClientExceptionsTest {
    private final FailureClassifier classifier = FailureClassifier.standard();

    @Test
    void anExceptionOfAnotherVersionIsReadAsFarAsItsMethodsAllow() {
        Failure failure = classifier.classify(new CompletionException(new ApiException("slow down")));

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.retryAfter()).isNull();
        assertThat(failure.message()).isEqualTo("status 429");
    }

    @Test
    void aSubclassIsReadLikeItsSuperclass() {
        assertThat(classifier.classify(new Refused()).kind()).isEqualTo(FailureKind.RATE_LIMITED);
    }

    @Test
    void anExceptionOfTheCallersOwnStaysTheCallers() {
        assertThat(classifier.classify(new OwnRateLimitException()).kind()).isEqualTo(FailureKind.CALLER_ERROR);
        assertThat(classifier
                        .classify(new IllegalStateException("429: slow down"))
                        .kind())
                .isEqualTo(FailureKind.CALLER_ERROR);
    }

    @Test
    void aTimeoutIsNotTheBrokenConnectionThatItCauses() {
        InterruptedIOException timeout = new InterruptedIOException("timeout");
        timeout.initCause(new SocketException("Socket closed"));

        assertThat(classifier.classify(timeout).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(classifier
                        .classify(new InterruptedIOException("interrupted"))
                        .kind())
                .isEqualTo(FailureKind.CANCELLED);
        assertThat(classifier
                        .classify(new ProtocolException("unexpected end of stream"))
                        .kind())
                .isEqualTo(FailureKind.CONNECTION);
    }

    private static final class Refused extends ApiException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("slow down");
        }
    }

    private static final class OwnRateLimitException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
