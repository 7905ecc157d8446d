package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.deferred.CallCipher.Content;
import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Queue of calls as messages: what the store gets is encrypted. Thread-safe. */
final class SealedCalls {
    private final CallQueue queue;
    private final CallCipher cipher;
    private final DeferSettings settings;

    SealedCalls(CallQueue queue, CallCipher cipher, DeferSettings settings) {
        this.queue = queue;
        this.cipher = cipher;
        this.settings = settings;
    }

    DeferSettings settings() {
        return settings;
    }

    CallQueue queue() {
        return queue;
    }

    /** Adds a call; false if the queue is full. */
    CompletionStage<Boolean> add(ResponseStore.Key key, StoredMessage call) {
        byte[] sealed = cipher.seal(call.toBytes(), key, Content.CALL);
        return queue.add(key, sealed, settings.expire().plus(settings.keep()), settings.atMost());
    }

    /** Returns the call of a run; null if it was added with another key. */
    @Nullable
    StoredMessage call(CallQueue.Run run) {
        return message(run.call(), run.key(), Content.CALL);
    }

    byte[] answer(ResponseStore.Key key, StoredMessage answer) {
        return cipher.seal(answer.toBytes(), key, Content.ANSWER);
    }

    /** Returns an answer; null if it was stored with another key. */
    @Nullable
    StoredMessage answer(ResponseStore.Key key, byte[] result) {
        return message(result, key, Content.ANSWER);
    }

    private @Nullable StoredMessage message(byte[] sealed, ResponseStore.Key key, Content content) {
        try {
            return StoredMessage.of(cipher.open(sealed, key, content));
        } catch (GeneralSecurityException | IOException e) {
            return null;
        }
    }
}
