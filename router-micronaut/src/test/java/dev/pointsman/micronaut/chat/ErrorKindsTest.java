package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorKindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {'error':{'message':'no','type':'invalid_request_error','code':'invalid_api_key'}} | CREDENTIALS",
                "429 | {'error':{'message':'You exceeded your quota','type':'insufficient_quota','code':'insufficient_quota'}} | QUOTA_EXHAUSTED",
                "429 | {'error':{'message':'maximum context length of the queue','code':'rate_limit_exceeded'}} | RATE_LIMITED",
                "413 | {'error':{'message':'Request too large on tokens per minute (TPM)','type':'tokens'}} | RATE_LIMITED",
                "413 | {'error':{'message':'Request too large','type':'tokens','code':'rate_limit_exceeded'}} | RATE_LIMITED",
                "413 | {'type':'error','error':{'type':'request_too_large','message':'too many bytes'}} | INVALID_REQUEST",
                "400 | {'type':'error','error':{'type':'invalid_request_error','message':'prompt is too long: 210000 tokens > 200000 maximum'}} | CONTEXT_LENGTH",
                "400 | {'object':'error','message':'This model has a maximum context length of 4096 tokens.','code':400} | CONTEXT_LENGTH",
                "400 | {'error':{'code':'content_filter','innererror':{'code':'ResponsibleAIPolicyViolation'}}} | CONTENT_FILTER",
                "403 | {'error':{'message':'no access','code':'model_not_found'}} | MODEL_NOT_FOUND",
                "404 | {'error':{'code':'DeploymentNotFound','message':'no'}} | MODEL_NOT_FOUND",
                "404 | {'error':'model \"llama9\" not found, try pulling it first'} | MODEL_NOT_FOUND",
                "404 | {'detail':'Not Found'} | INVALID_REQUEST",
                "402 | {'error':{'message':'Insufficient Balance'}} | QUOTA_EXHAUSTED",
                "400 | {'error':{'message':'bad','type':'api_error'}} | INVALID_REQUEST",
                "529 | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | SERVER_ERROR",
                "524 | {} | SERVER_ERROR",
                "301 | {} | BAD_RESPONSE",
            })
    void aRefusalMeansWhatItsCodeOrElseItsStatusSays(int status, String body, FailureKind kind) {
        assertThat(ErrorKinds.of(status, ErrorReport.of(Trees.of(body)))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'type':'overloaded_error','message':'x'}} | SERVER_ERROR",
                "{'error':{'type':'rate_limit_error','message':'x'}} | RATE_LIMITED",
                "{'error':{'message':'x','code':502}} | SERVER_ERROR",
                "{'error':{'message':'x','code':'429'}} | RATE_LIMITED",
                "{'error':{'type':'invalid_request_error','message':'x'}} | INVALID_REQUEST",
                "{'error':{'message':'x'}} | BAD_RESPONSE",
            })
    void anErrorInsideAnAnswerMeansWhatItNames(String body, FailureKind kind) {
        assertThat(ErrorKinds.inside(ErrorReport.of(Trees.of(body)))).isEqualTo(kind);
    }

    @Test
    void noBodyIsNoReport() {
        assertThat(ErrorReport.of(null)).isEqualTo(ErrorReport.NONE);
    }
}
