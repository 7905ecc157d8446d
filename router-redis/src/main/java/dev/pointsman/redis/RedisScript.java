package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Script of the server, sent whole if the server does not know it, as after {@code SCRIPT FLUSH} or at a new master.
 * Thread-safe.
 */
final class RedisScript {
    private final String text;

    private RedisScript(String text) {
        this.text = text;
    }

    /** Returns the script of a file beside the classes. */
    static RedisScript named(String file) {
        try (InputStream in = Objects.requireNonNull(RedisScript.class.getResourceAsStream(file))) {
            return new RedisScript(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it on one key, and returns its numbers. */
    CompletionStage<List<Long>> run(RedisLink link, String key, Stream<?> arguments) {
        return run(link, List.of(key), arguments);
    }

    /** Runs it on some keys, and returns its numbers. */
    CompletionStage<List<Long>> run(RedisLink link, List<String> keys, Stream<?> arguments) {
        return values(link, keys, arguments)
                .thenApply(values -> values.stream().map(Long.class::cast).toList());
    }

    /** Runs it on some keys, and returns its numbers and byte arrays. */
    CompletionStage<List<Object>> values(RedisLink link, List<String> keys, Stream<?> arguments) {
        String[] names = keys.toArray(String[]::new);
        byte[][] values = arguments
                .map(value ->
                        value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8))
                .toArray(byte[][]::new);
        return link.send(commands -> evaluate(commands, names, values));
    }

    private CompletionStage<List<Object>> evaluate(
            RedisAsyncCommands<String, byte[]> commands, String[] keys, byte[][] values) {
        CompletionStage<List<Object>> known =
                commands.evalsha(commands.digest(text), ScriptOutputType.MULTI, keys, values);
        return known.exceptionallyCompose(error -> {
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            return cause instanceof RedisNoScriptException
                    ? commands.eval(text, ScriptOutputType.MULTI, keys, values)
                    : CompletableFuture.failedFuture(error);
        });
    }
}
