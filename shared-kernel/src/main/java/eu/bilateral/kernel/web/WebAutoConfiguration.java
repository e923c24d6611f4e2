package eu.bilateral.kernel.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.bilateral.kernel.id.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The manners of the HTTP API, the same in every service. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@EnableConfigurationProperties(LimitSettings.class)
@Import({
    ApiDocumentation.class,
    ApiProblems.class,
    CsvProblems.class,
    DeliveryController.class,
    QuarantineController.class
})
class WebAutoConfiguration implements WebMvcConfigurer {

    private final LimitSettings limits;

    WebAutoConfiguration(LimitSettings limits) {
        this.limits = limits;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AskingArgument());
    }

    /** YAML comes along with the library that writes the API's document; nothing of what is asked of JSON holds for it. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one instanceof JacksonYamlHttpMessageConverter));
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new PrintableParameters());
        interceptors.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new ReadableBodies()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new NoBodies()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new ReadableAnswers()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new RequestLimits(limits)).addPathPatterns("/api/**");
    }

    @Bean
    @ConditionalOnMissingBean(ErrorController.class)
    UnhandledErrors unhandledErrors() {
        return new UnhandledErrors();
    }

    /** Comes behind the one that Spring Boot adds, and so speaks first. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatsOwnAnswers() {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    /** What a request says must be understood whole: an unknown field or a number for a text is refused, not guessed. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("bilateral-requests")
                        .addDeserializer(String.class, new PrintableText())
                        .addDeserializer(AccountId.class, new OnlyAsText<>(AccountId.class, Owners::inBody))
                        .addDeserializer(Instant.class, new OnlyAsText<>(Instant.class, Instant::parse))
                        .addDeserializer(LocalDate.class, new OnlyAsText<>(LocalDate.class, LocalDate::parse)))
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
