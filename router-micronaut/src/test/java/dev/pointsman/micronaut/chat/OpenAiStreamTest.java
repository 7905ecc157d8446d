package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.router.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiStreamTest {
    private static final String TOKEN = "{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':null}]}";
    private static final String USAGE = "{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':1}}";

    private final OpenAiStream stream = new OpenAiStream(new JsonReader(Trees.MAPPER), 1);

    @Test
    void chunksPassUntouched() {
        assertThat(read(stream, "{'choices':[],'x_own':{'a':1}}").get(0).json())
                .isEqualTo(Trees.of("{'choices':[],'x_own':{'a':1}}"));
    }

    @Test
    void anEventInOneLineIsKeptAsItCame() {
        String odd = "{\"choices\": [ ],\"n\":1.50}";
        assertThat(source(" " + odd + " ")).isEqualTo(odd);
        assertThat(source("{\"choices\":\n[]}")).isEmpty();
        assertThat(source("\uFEFF" + odd)).isEmpty();
    }

    @Test
    void anEventOfTwoObjectsIsRefusedAndNotCutToTheFirst() {
        assertThatThrownBy(() -> source("{\"choices\":[]}{\"choices\":[]}")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> source("{\"choices\":[]}x")).isInstanceOf(ProviderException.class);
    }

    private String source(String data) {
        return stream.read(new ServerEvent("", data.getBytes(StandardCharsets.UTF_8)))
                .get(0)
                .source();
    }

    @Test
    void theAnswerIsWholeWithItsFinishReasonAndOverWithItsUsage() {
        read(stream, TOKEN);
        assertThat(stream.isWhole()).isFalse();
        read(stream, finish(0));
        assertThat(stream.isWhole()).isTrue();
        assertThat(stream.isOver()).isFalse();
        read(stream, USAGE);
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void usageThatIsCountedAlongTheWayEndsNothing() {
        read(stream, USAGE, TOKEN);
        assertThat(stream.isOver()).isFalse();
        read(stream, finish(0));
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void theEndMarkWithoutAFinishReasonEndsAnAnswerThatIsNotWhole() {
        read(stream, TOKEN);
        stream.read(new ServerEvent("", " [DONE] ".getBytes(StandardCharsets.UTF_8)));
        assertThat(stream.isOver()).isTrue();
        assertThat(stream.isWhole()).isFalse();
    }

    @Test
    void severalAnswersAreWholeWhenEachIs() {
        OpenAiStream two = new OpenAiStream(new JsonReader(Trees.MAPPER), 2);
        read(two, finish(1));
        assertThat(two.isWhole()).isFalse();
        read(two, finish(0));
        assertThat(two.isWhole()).isTrue();
    }

    @Test
    void brokenJsonAndErrorsAreNoChunks() {
        assertThatThrownBy(() -> stream.read(new ServerEvent("", "{\"choices\":[{".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("broken JSON of 13 bytes (expected: a JSON object)");
        assertThatThrownBy(() ->
                        stream.read(new ServerEvent("", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
                .isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> read(stream, "{'error':{'message':'no','type':'server_error'}}"))
                .isInstanceOf(ReportedErrorException.class);
    }

    private static String finish(int index) {
        return "{'choices':[{'index':" + index + ",'delta':{},'finish_reason':'stop'}]}";
    }

    private static List<ChatChunk> read(OpenAiStream stream, String... events) {
        List<ChatChunk> last = List.of();
        for (String event : events) {
            last = stream.read(new ServerEvent("", event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }
        return last;
    }
}
