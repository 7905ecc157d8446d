package dev.pointsman.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.state.UsageStore;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Usage of limits: a hash for each, changed by one script. The script is sent whole if the server does not know it, as
 * after {@code SCRIPT FLUSH} or at a new master.
 */
final class RedisUsageStore implements UsageStore {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String SCRIPT = script();

    private final RedisLink link;
    private final String prefix;

    private final Cache<Holder, ReportedUsage> reports =
            Caffeine.newBuilder().expireAfterAccess(1, TimeUnit.HOURS).build();

    private record Holder(String limit, String holder) {}

    RedisUsageStore(RedisLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(RedisUsageStore.class.getResourceAsStream("exchange.lua"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
        ReportedUsage reported = reports.get(new Holder(limit.id(), request.holder()), key -> new ReportedUsage());
        ReportedUsage.Sums sums = reported.add(request, System.nanoTime());
        String[] keys = {prefix + ":usage:" + limit.id()};
        byte[][] values = Stream.of(
                        limit.amount(),
                        limit.period().toMillis(),
                        request.holder(),
                        request.number(),
                        request.spent(),
                        request.wanted(),
                        LEASE.toMillis(),
                        sums.total(),
                        sums.inPeriod())
                .map(value -> value.toString().getBytes(UTF_8))
                .toArray(byte[][]::new);
        return link.send(commands -> evaluate(commands, keys, values)).thenApply(answer -> {
            Share share = share(answer);
            reported.answered(share, System.nanoTime());
            return share;
        });
    }

    private static CompletionStage<List<Long>> evaluate(
            RedisAsyncCommands<String, byte[]> commands, String[] keys, byte[][] values) {
        CompletionStage<List<Long>> known =
                commands.evalsha(commands.digest(SCRIPT), ScriptOutputType.MULTI, keys, values);
        return known.exceptionallyCompose(error -> {
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            return cause instanceof RedisNoScriptException
                    ? commands.eval(SCRIPT, ScriptOutputType.MULTI, keys, values)
                    : CompletableFuture.failedFuture(error);
        });
    }

    private static Share share(List<Long> answer) {
        return new Share(
                answer.get(0), answer.get(1), Duration.ofMillis(answer.get(2)), Duration.ofMillis(answer.get(3)));
    }
}
