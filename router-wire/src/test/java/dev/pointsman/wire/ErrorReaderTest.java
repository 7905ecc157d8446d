package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider's own sentence is found in whatever it is wrapped in. */
class ErrorReaderTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{'error':{'message':'M','type':'t'}}", "M"),
                Arguments.of("{'error':'M'}", "M"),
                Arguments.of("{'message':'M'}", "M"),
                Arguments.of("{'detail':'M'}", "M"),
                Arguments.of("{'Message':'M'}", "M"),
                Arguments.of("{'errors':['M','N']}", "M; N"),
                Arguments.of("[{'error':{'code':400,'message':'M','status':'S'}}]", "M"),
                Arguments.of("[ {'error': {'message': 'M'}} , {'error': {'message': 'N'}} ]", "M"),
                Arguments.of("{'error':{'error':{'message':'M','code':402},'code':402}}", "M"),
                Arguments.of("{'error':{'message':'Provider returned error','metadata':{'raw':'M'}}}", "M"),
                Arguments.of(
                        "{'error':{'message':'Provider returned error','metadata':{'raw':'{\\'error\\':{\\'message\\':\\'M\\'}}'}}}",
                        "M"),
                Arguments.of("{'error':{'message':'Provider returned error','metadata':{'raw':{'message':'M'}}}}", "M"),
                Arguments.of(
                        "{'error':{'message':'Error from provider: Provider returned error','metadata':{'raw':'{\\'error\\':{\\'message\\':\\'M\\'}}'}}}",
                        "M"),
                Arguments.of("{'error':{'message':'Own words','metadata':{'raw':'M'}}}", "Own words"),
                Arguments.of("{'error':{'message':'{\\'error\\':{\\'message\\':\\'M\\'}}'}}", "M"),
                Arguments.of("{'error':{'message':'litellm.BadRequestError: OpenAIException - M'}}", "M"),
                Arguments.of(
                        "{'error':{'message':'litellm.BadRequestError: XException - {\\'error\\':{\\'message\\':\\'M\\'}}. Received'}}",
                        "M"),
                Arguments.of(
                        "{'message':{'detail':[{'loc':['body','x'],'msg':'M','input':{'a':1}}]},'type':'t'}",
                        "body.x: M"),
                Arguments.of("{'detail':[{'loc':['body',0],'msg':'M'},{'msg':'N'}]}", "body.0: M; N"),
                Arguments.of("event: error\ndata: {'type':'error','error':{'message':'M'}}\n\n", "M"),
                Arguments.of("  M\n", "M"),
                Arguments.of("[ERROR] upstream", "[ERROR] upstream"),
                Arguments.of("{broken", "{broken"),
                Arguments.of("<html><body>M</body></html>", ""),
                Arguments.of("{}", ""),
                Arguments.of("[]", ""),
                Arguments.of("{'error':null}", ""),
                Arguments.of("{'error':{'message':null}}", ""),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theSentence(String body, String sentence) {
        assertThat(read(body).message()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'code':'A','type':'B'}} | a",
                "{'error':{'code':'A','innererror':{'code':'Deep'}}} | deep",
                "{'code':'A','error':'x'} | a",
                "{'error':{'code':400,'status':'INVALID','details':[{'reason':'KEY'}]}} | key",
                "{'__type':'com.acme#Throttled'} | throttled",
                "{'error':'x','error_type':'overloaded'} | overloaded",
                "{'error':{'message':'FooError: x'}} | fooerror",
            })
    void codesOfEveryKind(String body, String code) {
        assertThat(read(body).codes()).contains(code);
    }

    @Test
    void theMostTellingCodeComesFirst() {
        assertThat(read("{'error':{'type':'invalid_request_error','code':'model_not_found'}}")
                        .code())
                .isEqualTo("model_not_found");
        assertThat(read("{'error':{'code':'content_filter','innererror':{'code':'Deep'}}}")
                        .codes())
                .containsExactly("deep", "content_filter");
    }

    @Test
    void aNumberIsAStatusAndNoCode() {
        assertThat(read("{'error':{'code':'429','message':'x'}}").status()).isEqualTo(429);
        assertThat(read("{'error':{'code':429,'message':'x'}}").codes()).isEmpty();
        assertThat(read("{'error':{'code':1500,'message':'x'}}").status()).isZero();
    }

    @Test
    void aWaitInTheDetails() {
        assertThat(
                        read("{'error':{'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'30.5s'}]}}")
                                .retryDelay())
                .isEqualTo("30.5s");
    }

    @Test
    void aQuotedDocumentIsNotTheProvidersOwn() {
        assertThat(read("{'error':{'message':'Invalid value: {\\'error\\':{\\'code\\':\\'invalid_api_key\\'}}'}}")
                        .codes())
                .isEmpty();
    }

    @Test
    void wrappedDeeperThanAnybodyWrapsItIsLeft() {
        String body = "{'message':'M'}";
        for (int i = 0; i < 50; i++) {
            body = "{'error':" + body + "}";
        }
        assertThat(read(body).message()).isEmpty();
    }

    private ErrorReport read(String body) {
        return ErrorReader.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
