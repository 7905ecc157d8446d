package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.RawHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ChatStreamTest {
    private static final ProviderSettings SETTINGS =
            ProviderSettings.of("p", "openai", URI.create("http://localhost/v1"), "");
    private static final CallTarget TARGET =
            new CallTarget(Model.builder("m", "p").build(), FailoverPolicy.DEFAULT.timeouts(), spent -> {});
    static final ProviderErrors ERRORS =
            new ProviderErrors(SETTINGS, wire("openai"), FailureMappings.NONE, InstantSource.system());
    private static final ChatRequest ONE_CHOICE = ChatRequest.user("q");
    private static final int CUTS = 20_000;

    private static final String OPENAI = """
            data: {'id':'c','choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]}

            data: {'id':'c','choices':[{'index':0,'delta':{'content':'Grüße '},'finish_reason':null}]}

            : keep-alive

            data: {'id':'c','choices':[{'index':0,'delta':{'content':'aus Oslo'},'finish_reason':null}]}

            data: {'id':'c','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'t','type':'function','function':{'name':'f','arguments':''}}]},'finish_reason':null}]}

            data: {'id':'c','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'[1,2,3]'}}]},'finish_reason':null}]}

            data: {'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}

            data: {'id':'c','choices':[],'usage':{'prompt_tokens':5,'completion_tokens':9}}

            data: [DONE]

            """.replace('\'', '"');

    private static final String ANTHROPIC = """
            event: message_start
            data: {'type':'message_start','message':{'id':'m','model':'c','usage':{'input_tokens':5,'output_tokens':1}}}

            event: content_block_start
            data: {'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Grüße '}}

            event: ping
            data: {'type':'ping'}

            event: content_block_delta
            data: {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'aus Oslo'}}

            event: content_block_stop
            data: {'type':'content_block_stop','index':0}

            event: content_block_start
            data: {'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'t','name':'f','input':{}}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'[1,2,3]'}}

            event: content_block_stop
            data: {'type':'content_block_stop','index':1}

            event: message_delta
            data: {'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':9}}

            event: message_stop
            data: {'type':'message_stop'}

            """.replace('\'', '"');

    static WireProtocol wire(String name) {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        return WireProtocols.load().create(name, new ProviderAccount(name, SETTINGS.url(), "", clock));
    }

    static EventDecoder decoder() {
        return wire("openai").eventDecoder();
    }

    static StreamReader openAi() {
        return wire("openai").streamReader(TARGET.model(), ONE_CHOICE);
    }

    private static StreamReader anthropic() {
        return wire("anthropic").streamReader(TARGET.model(), ONE_CHOICE);
    }

    @Test
    void aCutStreamNeverLooksWholeOnOpenAi() {
        cutEverywhere(OPENAI, "\"finish_reason\":\"tool_calls\"}]}\n\n", ChatStreamTest::openAi);
    }

    @Test
    void aCutStreamNeverLooksWholeOnAnthropic() {
        cutEverywhere(ANTHROPIC, "\"output_tokens\":9}}\n\n", ChatStreamTest::anthropic);
    }

    @Test
    void eventsThatSayNothingChangeNothingWhereverTheyCome() {
        String[] openAi = {"data:", "data: null", "event: ping\ndata: 17", ": processing", "retry: 3000", "id: 7"};
        String[] anthropic = {
            "data:", "data: null", "event: beat\ndata: ok", "event: new\ndata: {\"type\":\"new\"}", "data: {}", ": ping"
        };
        idleEverywhere(OPENAI, openAi, ChatStreamTest::openAi);
        idleEverywhere(ANTHROPIC, anthropic, ChatStreamTest::anthropic);
    }

    private static void idleEverywhere(String stream, String[] idle, Supplier<StreamReader> reader) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<JsonNode> usual = documents(stream, reader, random);
        for (int round = 0; round < 2000; round++) {
            StringBuilder longer = new StringBuilder();
            for (String event : stream.split("\n\n", -1)) {
                for (int more = random.nextInt(3); more > 0; more--) {
                    longer.append(idle[random.nextInt(idle.length)]).append("\n\n");
                }
                longer.append(event).append("\n\n");
            }
            assertThat(documents(longer.toString(), reader, random))
                    .as("seed " + seed)
                    .isEqualTo(usual);
        }
    }

    private static List<JsonNode> documents(String stream, Supplier<StreamReader> reader, Random random) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<ChatChunk> chunks = new ArrayList<>();
        Flux<byte[]> pieces = Flux.fromIterable(pieces(bytes, bytes.length, random));
        Throwable error = read(
                chunks, new ChatStream(call(), decoder(), reader.get(), TARGET, ERRORS, Long.MAX_VALUE).chunks(pieces));
        assertThat(error).isNull();
        return chunks.stream().map(ChatChunk::json).toList();
    }

    /** Keep-alives, events of other names, counts in every chunk, and a finish reason between reasoning and answer. */
    private static final String ODD = """
            data:

            event: ping
            data: 17

            data: null

            data: {'id':'c','choices':[{'index':0,'delta':{'role':'assistant','reasoning_content':'hm'}}]}

            data: {'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}

            data: {'id':'c','choices':[{'index':0,'delta':{'content':'Grüße '}}],'usage':{'completion_tokens':1}}

            event: ping
            data: still here

            data: {'id':'c','choices':[{'index':0,'delta':{'content':'aus Oslo'}}],'usage':{'completion_tokens':2}}

            data: {'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':{'completion_tokens':2}}

            data: {'id':'c','choices':[],'usage':{'completion_tokens':9}}

            data: [DONE]

            """.replace('\'', '"');

    @Test
    void textThatFollowsAFinishReasonIsNeverCutUnseen() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = ODD.getBytes(StandardCharsets.UTF_8);
        int complete = 0;
        for (int round = 0; round < CUTS; round++) {
            int cut = random.nextInt(bytes.length + 1);
            List<ChatChunk> chunks = new ArrayList<>();
            Flux<byte[]> pieces = Flux.fromIterable(pieces(bytes, cut, random));
            Flux<byte[]> broken =
                    random.nextBoolean() ? pieces.concatWith(Flux.error(new java.io.IOException("reset"))) : pieces;
            Throwable error = read(
                    chunks, new ChatStream(call(), decoder(), openAi(), TARGET, ERRORS, Long.MAX_VALUE).chunks(broken));
            String where = "cut at " + cut + ", seed " + seed + ", got " + text(chunks);
            assertThat("Grüße aus Oslo").as(where).startsWith(text(chunks));
            if (error == null) {
                assertThat(text(chunks)).as(where).isIn("", "Grüße aus Oslo");
                complete += text(chunks).isEmpty() ? 0 : 1;
            }
        }
        assertThat(complete).isGreaterThan(CUTS / 10);
    }

    private static final String MARKED = """
            data: {'id':'c','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'t','type':'function','function':{'name':'f','arguments':'{\\'a\\':'}}]}}]}

            data: {'id':'c','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'[1,2]}'}}]}}]}

            data: [DONE]

            """.replace('\'', '"');

    @Test
    void toolCallsWithoutAFinishReasonAreWholeWithTheEndMarkAndNeverBefore() {
        byte[] bytes = MARKED.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            List<ChatChunk> chunks = new ArrayList<>();
            Flux<byte[]> pieces = Flux.fromIterable(pieces(bytes, cut, new Random(cut)));
            Throwable error = read(
                    chunks, new ChatStream(call(), decoder(), openAi(), TARGET, ERRORS, Long.MAX_VALUE).chunks(pieces));
            boolean marked = cut == bytes.length;
            assertThat(error == null).as("cut at " + cut).isEqualTo(marked);
            assertThat(chunks.stream().anyMatch(chunk -> chunk.finishReason().equals("tool_calls")))
                    .as("cut at " + cut)
                    .isEqualTo(marked);
        }
    }

    private static void cutEverywhere(String stream, String end, Supplier<StreamReader> reader) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        int whole = stream.substring(0, stream.indexOf(end) + end.length()).getBytes(StandardCharsets.UTF_8).length;
        for (int round = 0; round < CUTS; round++) {
            int cut = random.nextInt(bytes.length + 1);
            boolean reset = random.nextBoolean();
            Flux<byte[]> pieces = Flux.fromIterable(pieces(bytes, cut, random));
            Flux<byte[]> broken = reset ? pieces.concatWith(Flux.error(new java.io.IOException("reset"))) : pieces;
            String where = "cut at " + cut + " of " + whole + ", seed " + seed;
            List<ChatChunk> chunks = new ArrayList<>();
            Throwable error = read(
                    chunks,
                    new ChatStream(call(), decoder(), reader.get(), TARGET, ERRORS, Long.MAX_VALUE).chunks(broken));
            assertThat("Grüße aus Oslo").as(where).startsWith(text(chunks));
            assertThat("[1,2,3]").as(where).startsWith(Chunks.streamedArguments(chunks, 0));
            if (cut >= whole) {
                assertThat(error).as(where).isNull();
                assertThat(text(chunks)).as(where).isEqualTo("Grüße aus Oslo");
            } else {
                assertThat(error).as(where).isInstanceOf(ProviderException.class);
                assertThat(((ProviderException) error).failure().kind())
                        .as(where)
                        .isIn(FailureKind.CUT, FailureKind.BAD_RESPONSE, FailureKind.CONNECTION);
                assertThat(chunks)
                        .as(where)
                        .allMatch(chunk -> chunk.finishReason().isEmpty());
            }
        }
    }

    private static Throwable read(List<ChatChunk> into, Flux<ChatChunk> chunks) {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        chunks.subscribe(into::add, failed::set);
        return failed.get();
    }

    private static String text(List<ChatChunk> chunks) {
        return chunks.stream().map(ChatChunk::text).collect(Collectors.joining());
    }

    private static List<byte[]> pieces(byte[] bytes, int end, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < end; ) {
            int next = Math.min(end, at + 1 + random.nextInt(400));
            pieces.add(Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        return pieces;
    }

    static HttpCall call() {
        RawHttpClient nobody = new RawHttpClient() {
            @Override
            public Flux<io.micronaut.http.HttpResponse<?>> exchange(
                    HttpRequest<?> request, io.micronaut.http.body.CloseableByteBody body, Thread blocked) {
                return Flux.never();
            }

            @Override
            public void close() {}
        };
        return new HttpCall(nobody, HttpRequest.POST("/", null), new byte[0]);
    }
}
