package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.internal.AnswerLease;
import dev.pointsman.micronaut.answer.internal.AnswerMemory;
import dev.pointsman.micronaut.chat.internal.BodyPieces;
import dev.pointsman.wire.ProviderExceptions;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Subscriber to the bytes of a stream that passes them on, unless they begin a whole document where a stream was expected:
 * its content is the error. Used once.
 */
final class DocumentCheck implements CoreSubscriber<byte[]>, Subscription {
    private final HttpCall call;
    private final Predicate<byte[]> documents;
    private final int largest;
    private final AnswerMemory memory;
    private final CoreSubscriber<byte[]> reader;
    private @Nullable Subscription bytes; // set before the reader is subscribed
    private boolean checked; // confined to the serialized signals
    private @Nullable BodyPieces document; // confined to the serialized signals
    private volatile @Nullable AnswerLease lease; // of the document
    private volatile boolean cancelled;

    /**
     * Creates a check.
     *
     * @param documents whether bytes begin a document
     * @param largest maximum size of a document in bytes
     * @param memory memory of a document, released at the end
     */
    DocumentCheck(
            HttpCall call,
            Predicate<byte[]> documents,
            int largest,
            AnswerMemory memory,
            CoreSubscriber<byte[]> reader) {
        this.call = call;
        this.documents = documents;
        this.largest = largest;
        this.memory = memory;
        this.reader = reader;
    }

    @Override
    public Context currentContext() {
        return reader.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        bytes = subscription;
        reader.onSubscribe(this);
    }

    @Override
    public void request(long parts) {
        Objects.requireNonNull(bytes).request(parts);
    }

    @Override
    public void cancel() {
        Objects.requireNonNull(bytes).cancel();
        cancelled = true;
        release();
    }

    @Override
    public void onNext(byte[] part) {
        if (!checked) {
            checked = true;
            if (documents.test(part)) {
                document = new BodyPieces();
                lease = memory.lease();
                if (cancelled) { // each of the two threads sees the other
                    release();
                }
            }
        }
        if (document == null) {
            reader.onNext(part);
        } else {
            add(part, document);
        }
    }

    private void add(byte[] part, BodyPieces pieces) {
        try {
            Objects.requireNonNull(lease).received(part.length);
            pieces.add(part);
            HttpCall.limit(pieces.size(), largest);
            request(1); // for the reader, who gets none
        } catch (RuntimeException e) {
            cancel();
            call.abort();
            reader.onError(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        reader.onError(error);
        release();
    }

    @Override
    public void onComplete() {
        if (document == null) {
            reader.onComplete();
        } else {
            reader.onError(failure(document.whole()));
        }
        release();
    }

    private Throwable failure(byte[] whole) {
        try {
            WholeExchange.Body unused = WholeExchange.parsed(whole, Objects.requireNonNull(lease));
            return ProviderExceptions.badResponse("a JSON document", "a stream of events");
        } catch (RuntimeException told) {
            return told;
        }
    }

    private void release() {
        AnswerLease held = lease;
        if (held != null) {
            held.end();
        }
    }
}
