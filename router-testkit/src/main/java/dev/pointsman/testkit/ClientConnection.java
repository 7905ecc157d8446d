package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.http.ClientSocket;
import dev.pointsman.testkit.internal.http.HttpRequest;
import dev.pointsman.testkit.internal.http.HttpRequestReader;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Connection of one client: serves its requests until one side closes it. */
final class ClientConnection implements Runnable {
    private final ClientSocket line;
    private final RequestLog log;
    private final FaultResponder responder;
    private final ModelList models;

    ClientConnection(ClientSocket line, RequestLog log, FaultResponder responder, ModelList models) {
        this.line = line;
        this.log = log;
        this.responder = responder;
        this.models = models;
    }

    @Override
    public void run() {
        try {
            HttpRequestReader requests = new HttpRequestReader(line.input(), line.output());
            boolean more = true;
            while (more) {
                Optional<HttpRequest> request = requests.next();
                more = request.isPresent() && serve(request.get());
            }
        } catch (ProtocolException notHttp) {
            refuse(notHttp);
        } catch (IOException gone) {
            // Between two requests no response is pending.
        } finally {
            line.close();
        }
    }

    private boolean serve(HttpRequest http) {
        boolean listsModels = models.isAskedFor(http);
        RequestLog of = listsModels ? models.log() : log;
        SeenRequest seen = of.arrived(http);
        try {
            HttpReply reply = listsModels ? models.reply(seen) : responder.reply(seen);
            return new ReplyWriter(line, http, reply, how -> of.ended(seen, how)).play();
        } catch (IOException broken) {
            of.ended(seen, line.wasReset() ? ExchangeEnding.RESET : ExchangeEnding.CLIENT_LEFT);
            return false;
        }
    }

    private void refuse(ProtocolException why) {
        byte[] text = String.valueOf(why.getMessage()).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 400 Not OK\r\nConnection: close\r\nContent-Length: " + text.length + "\r\n\r\n";
        try {
            line.output().write(head.getBytes(StandardCharsets.US_ASCII));
            line.output().write(text);
        } catch (IOException gone) {
            line.close();
        }
    }
}
