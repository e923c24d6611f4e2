package eu.bilateral.kernel.web;

import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document of every service says: bearer tokens, the headers of a request that changes, problems. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    private static final String BEARER = "bearer";

    static {
        // They come from headers and token, not from parameters of these names.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Asking.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI documentedApi(@Value("${spring.application.name:bilateral}") String service) {
        return new OpenAPI()
                .info(new Info().title("Bilateral: " + service).version("1"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationCustomizer documentedManners() {
        return (operation, method) -> {
            if (asks(method)) {
                if (method.hasMethodAnnotation(PutMapping.class)) {
                    var seen = header("If-Match", "The ETag that was read; 428 without it, 412 where it is outdated");
                    seen.setRequired(true);
                    operation.addParametersItem(seen);
                } else {
                    operation.addParametersItem(header(
                            "Idempotency-Key",
                            "1 to 128 visible characters; the same key with the same request happens once, with "
                                    + "another it is refused with 422"));
                    operation.addParametersItem(header("If-Match", "The ETag that was read; 412 where it is outdated"));
                }
            }
            operation.getResponses().addApiResponse("default", problem());
            return operation;
        };
    }

    private static boolean asks(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Asking.class);
    }

    private static HeaderParameter header(String name, String words) {
        var header = new HeaderParameter();
        header.setName(name);
        header.setDescription(words);
        header.setSchema(new StringSchema());
        return header;
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("A problem (RFC 9457); its type ends with a code, errors name the fields")
                .content(new Content().addMediaType("application/problem+json", new MediaType()));
    }
}
