package eu.bilateral.kernel.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document of every service says: bearer tokens, the headers of a request that changes, problems. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    private static final String BEARER = "bearer";
    /** What {@link CsvTable} reads. */
    private static final String ANY_LIST =
            "The file is UTF-8, begins with a line of the columns' names in any order, and has commas (RFC 4180), semicolons or tabs "
                    + "between its cells, and quotation marks around a cell that holds one of them; at most %d rows and %d MiB."
                            .formatted(CsvTable.MAX_ROWS, CsvTable.MAX_BYTES / 1024 / 1024);

    private static final String PROBLEM = "ProblemDetail";

    /** What both the service's document and the door's whole one say. */
    static final String ABOUT =
            "Bearer tokens (JWT) with a role in one workspace; problems as RFC 9457 has them; ETag and If-Match"
                    + " guard changes; an Idempotency-Key makes a POST or a PUT safe to repeat; lists have limit and cursor. Take unknown"
                    + " properties of answers as they come: later releases add some";

    static {
        // They come from headers and token, not from parameters of these names.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Asking.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI documentedApi(@Value("${spring.application.name:bilateral}") String service) {
        return new OpenAPI()
                .info(new Info()
                        .title("Bilateral: " + service)
                        .version("1")
                        .description(ABOUT)
                        .license(new License()
                                .name("Apache-2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0.html")))
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
                }
                // What is gone is gone, however often it is asked for: there is nothing for a key to guard.
                if (!method.hasMethodAnnotation(DeleteMapping.class)) {
                    operation.addParametersItem(header(
                            "Idempotency-Key",
                            "1 to 128 visible characters. The same key with the same request happens once. A key belongs to "
                                    + "one kind of operation: with another request of that kind it is refused with 422, "
                                    + "while a meeting and an organisation, for one, may have the same key"));
                }
                if (!method.hasMethodAnnotation(PutMapping.class) && isAboutOneThatIsThere(method)) {
                    operation.addParametersItem(header("If-Match", "The ETag that was read; 412 where it is outdated"));
                }
            }
            if (takes(method, InputStream.class)) {
                operation.setRequestBody(list(method));
            }
            var done = operation.getResponses().get("204");
            if (done != null) {
                done.setContent(null);
            }
            pages(operation);
            success(operation, method);
            refusals(operation, method)
                    .forEach(status -> operation
                            .getResponses()
                            .addApiResponse(Integer.toString(status.value()), problem(status.getReasonPhrase())));
            operation.getResponses().addApiResponse("default", problem("Any other problem"));
            return operation;
        };
    }

    private static RequestBody list(HandlerMethod method) {
        var form = new MediaType().schema(new StringSchema());
        var body = new RequestBody().required(true).content(new Content().addMediaType("text/csv", form));
        Arrays.stream(method.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(CsvList.class))
                .filter(Objects::nonNull)
                .forEach(list -> {
                    form.setExample(list.example());
                    body.setDescription(list.columns() + " " + ANY_LIST);
                });
        return body;
    }

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    /** First what a problem is, then the words, which it needs too: springdoc keeps no order among several. */
    @Bean
    OpenApiCustomizer wholeDocument() {
        var words = new ApiWords();
        return document -> {
            addProblem(document);
            words.customise(document);
        };
    }

    /** What {@link Cursor#limit} takes. */
    private static void pages(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().stream()
                .filter(parameter -> "limit".equals(parameter.getName()))
                .map(Parameter::getSchema)
                .forEach(schema -> {
                    schema.setMinimum(BigDecimal.ONE);
                    schema.setMaximum(BigDecimal.valueOf(Cursor.MOST));
                    schema.setDefault(Cursor.USUAL);
                });
    }

    /** What {@link Answers} sends beside the body. */
    private static void success(Operation operation, HandlerMethod method) {
        var answered = ResolvableType.forMethodReturnType(method.getMethod());
        if (answered.resolve() != ResponseEntity.class) {
            return;
        }
        var body = answered.getGeneric(0).resolve();
        for (var status : List.of("200", "201", "202")) {
            var response = operation.getResponses().get(status);
            if (response == null || body == null) {
                continue;
            }
            // A page that may go on needs the request for the link to the next; any other is the whole of one thing.
            if (body == Page.class && takes(method, HttpServletRequest.class)) {
                response.addHeaderObject("Link", sent("The next page (rel=next), where there is one", false));
            } else if ((body == Page.class || body.getSimpleName().endsWith("View")) && !status.equals("202")) {
                response.addHeaderObject("ETag", sent("The version, for If-Match", true));
                if (method.hasMethodAnnotation(GetMapping.class)) {
                    operation.getResponses().addApiResponse("304", unchanged());
                }
                if (asks(method)) {
                    response.addHeaderObject(
                            Answers.REPEATED, sent("true where this was done before and is answered again", false));
                }
            }
            if (!status.equals("200")) {
                response.addHeaderObject("Location", sent("Where it is", true));
            }
        }
    }

    /** Spring's answer to If-None-Match, which clients and caches send by themselves. */
    private static ApiResponse unchanged() {
        var response = new ApiResponse().description("It has the version that was sent as If-None-Match; no body");
        response.addHeaderObject("ETag", sent("The version", true));
        return response;
    }

    private static Header sent(String words, boolean always) {
        return new Header().description(words).required(always).schema(new StringSchema());
    }

    private static boolean isAboutOneThatIsThere(HandlerMethod method) {
        return has(method, PathVariable.class) && !has(method, Making.class);
    }

    private static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    /** The refusals that follow from the form of an operation; what its rules refuse is told by the type of the problem. */
    private static List<HttpStatus> refusals(Operation operation, HandlerMethod method) {
        var refusals = new ArrayList<>(List.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN));
        var parameters = operation.getParameters();
        if (operation.getRequestBody() != null || (parameters != null && !parameters.isEmpty())) {
            refusals.add(HttpStatus.BAD_REQUEST);
        }
        if (parameters != null && parameters.stream().anyMatch(one -> "path".equals(one.getIn()))) {
            refusals.add(HttpStatus.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            refusals.add(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        if (asks(method)) {
            if (isAboutOneThatIsThere(method)) {
                refusals.add(HttpStatus.PRECONDITION_FAILED);
            }
            refusals.add(HttpStatus.UNPROCESSABLE_CONTENT);
            if (method.hasMethodAnnotation(PutMapping.class)) {
                refusals.add(HttpStatus.PRECONDITION_REQUIRED);
            }
        }
        return refusals;
    }

    /** Spring's own type knows nothing of the fields that are wrong, and its other properties are never sent by name. */
    private static void addProblem(OpenAPI document) {
        document.getComponents()
                .addSchemas(
                        PROBLEM,
                        new ObjectSchema()
                                .addProperty("type", new StringSchema().format("uri"))
                                .addProperty("title", new StringSchema())
                                .addProperty("status", new IntegerSchema())
                                .addProperty("detail", new StringSchema())
                                .addProperty("instance", new StringSchema().format("uri-reference"))
                                .addProperty("service", new StringSchema())
                                .addProperty("organisationId", new StringSchema().format("uuid"))
                                .addProperty(
                                        "errors",
                                        new ArraySchema()
                                                .items(new ObjectSchema()
                                                        .addProperty("field", new StringSchema())
                                                        .addProperty("message", new StringSchema())))
                                .required(List.of("type", "title", "status", "detail")));
    }

    private static boolean asks(HandlerMethod method) {
        return takes(method, Asking.class);
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static HeaderParameter header(String name, String words) {
        var header = new HeaderParameter();
        header.setName(name);
        header.setDescription(words);
        header.setSchema(new StringSchema());
        return header;
    }

    private static ApiResponse problem(String what) {
        return new ApiResponse()
                .description(what + ": a problem (RFC 9457); its type ends with a code, errors name the fields")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }
}
