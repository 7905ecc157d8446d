package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageChunksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'choices':[],'usage':{'completion_tokens':4}} | true",
                "{'id':'c','object':'chat.completion.chunk','choices':[],'usage':null} | true",
                "{'choices':null,'x':1} | true",
                "{'warning':'no usage'} | true",
                "{'choices':[],'prompt_filter_results':[]} | false",
                "{'choices':[],'prompt_filter_results':null} | true",
                "{'choices':[],'prompt_filter_results':[],'usage':{'completion_tokens':4}} | true",
                "{'choices':[{'delta':{}}],'usage':{'completion_tokens':4}} | false",
            },
            quoteCharacter = '`')
    void chunksWithoutAChoiceOnlyCountUnlessTheySayMore(String chunk, boolean usage) throws IOException {
        JsonNode json = JsonMapper.createDefault().readValue(chunk.replace('\'', '"'), JsonNode.class);
        assertThat(UsageChunks.isOne(json)).isEqualTo(usage);
    }
}
