package dev.pointsman.wire.fields;

import java.util.List;

/** Requests that some provider refuses, each beside a valid one that means the same. */
final class RepairSamples {
    private static final String CALL = "{'role':'user','content':'Hi'},{'role':'assistant','content':null,'tool_calls':"
            + "[{'id':'ID','type':'function','function':{'name':'look','arguments':ARGS}}]},"
            + "{'role':'tool','tool_call_id':'ID','content':'RESULT'}";
    private static final String TOOL =
            "'tools':[{'type':'function','function':{'name':'look','parameters':PARAMETERS}}]";
    private static final String IMAGE =
            "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/TYPE;base64,AAEC'}}]}";

    static final List<FieldSample> ALL = List.of(
            messages(
                    "id of a tool call: `functions.look:0`",
                    call("functions.look:0", "'{}'", "sky"),
                    call("t", "'{}'", "sky")),
            messages("id of a tool call: 70 characters", call("x".repeat(70), "'{}'", "sky"), call("t", "'{}'", "sky")),
            messages("arguments as an object", call("t", "{}", "sky"), call("t", "'{}'", "sky")),
            messages("arguments: an empty text", call("t", "''", "sky"), call("t", "'{}'", "sky")),
            messages("result of a tool: an empty text", call("t", "'{}'", ""), call("t", "'{}'", "sky")),
            messages(
                    "neighbouring turns of one role",
                    "{'role':'user','content':[{'type':'text','text':'a'}]},{'role':'user','content':[{'type':'text','text':'b'}]}",
                    "{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}"),
            messages(
                    "a turn of white space",
                    "{'role':'user','content':'a'},{'role':'assistant','content':' '},{'role':'user','content':'b'}",
                    "{'role':'user','content':'a'},{'role':'user','content':'b'}"),
            messages(
                    "white space at the end of the last assistant turn",
                    "{'role':'user','content':'a'},{'role':'assistant','content':'b \\n'}",
                    "{'role':'user','content':'a'},{'role':'assistant','content':'b'}"),
            messages("`image/jpg`", IMAGE.replace("TYPE", "jpg"), IMAGE.replace("TYPE", "jpeg")),
            messages(
                    "a result without its call",
                    "{'role':'user','content':'a'},{'role':'tool','tool_call_id':'t','content':'sky'},{'role':'user','content':'b'}",
                    "{'role':'user','content':'a'},{'role':'user','content':'b'}"),
            messages(
                    "a call without its result",
                    call("t", "'{}'", "sky").replaceAll(",\\{'role':'tool'.*", ",{'role':'user','content':'b'}"),
                    "{'role':'user','content':'Hi'},{'role':'user','content':'b'}"),
            new FieldSample(
                    "schema of a tool without a type",
                    TOOL.replace("PARAMETERS", "{'properties':{}}"),
                    TOOL.replace("PARAMETERS", "{'type':'object','properties':{}}")),
            new FieldSample("`tools` without entries", "'tools':[]", ""));

    private RepairSamples() {}

    private static String call(String id, String arguments, String result) {
        return CALL.replace("ID", id).replace("ARGS", arguments).replace("RESULT", result);
    }

    private static FieldSample messages(String name, String odd, String valid) {
        return new FieldSample(name, "'messages':[" + odd + "]", "'messages':[" + valid + "]");
    }
}
