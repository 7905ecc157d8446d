package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.ProviderException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.RawHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    private static final JsonReader JSON = new JsonReader(Trees.MAPPER);
    private static final ProviderSettings SETTINGS =
            ProviderSettings.of("p", Wire.OPENAI, URI.create("http://localhost/v1"), "");
    private static final Target TARGET =
            new Target(Model.builder("m", "p").build(), FailoverPolicy.DEFAULT.limits(), spent -> {});
    static final ProviderErrors ERRORS =
            new ProviderErrors(SETTINGS, JSON, FailureMappings.NONE, InstantSource.system());
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

    @Test
    void aCutStreamNeverLooksWholeOnOpenAi() {
        cutEverywhere(OPENAI, "\"finish_reason\":\"tool_calls\"}]}\n\n", () -> new OpenAiStream(JSON, 1));
    }

    @Test
    void aCutStreamNeverLooksWholeOnAnthropic() {
        cutEverywhere(ANTHROPIC, "\"output_tokens\":9}}\n\n", () -> new AnthropicStream(JSON, 0));
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
            Throwable error = read(chunks, new ChatStream(call(), reader.get(), TARGET, ERRORS).chunks(broken));
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
