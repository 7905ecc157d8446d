package dev.pointsman.gateway;

import dev.pointsman.gateway.access.PublicApi;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Controller of the address by which Claude Code checks the connection before its first request. */
@PublicApi(withoutKey = true)
@Controller("/api/hello")
final class HelloController {

    /**
     * Returns an empty response, also to HEAD.
     *
     * @return status 200
     */
    @Get
    HttpResponse<Void> hello() {
        return HttpResponse.ok();
    }
}
