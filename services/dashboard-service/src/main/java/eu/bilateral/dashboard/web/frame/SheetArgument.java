package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.Sheet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.ui.Model;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/**
 * Hands page methods the {@link Sheet} of the request, so that none of them carries its six parts about. Each sheet changes
 * something: whoever may only read is told so before filling it in.
 */
final class SheetArgument implements HandlerMethodArgumentResolver {

    private final VisitorArgument visitors;
    private final WordsArgument words;

    SheetArgument(VisitorArgument visitors, WordsArgument words) {
        this.visitors = visitors;
        this.words = words;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Sheet.class;
    }

    @Override
    public Sheet resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var shown = Objects.requireNonNull(container);
        var flash = new RedirectAttributesModelMap();
        shown.setRedirectModel(flash);
        return new Sheet(
                visitors.resolveArgument(parameter, container, request, binders).asWriter(),
                words.now(),
                (Model) shown.getModel(),
                Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)),
                flash);
    }
}
