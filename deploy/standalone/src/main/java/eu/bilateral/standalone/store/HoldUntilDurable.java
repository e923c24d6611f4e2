package eu.bilateral.standalone.store;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Keeps each answer back until everything that it tells is on disk, without holding up the thread: other connections go on
 * meanwhile. Sits between the protocol and its handler, which computes and writes the answer in the thread that read the
 * request.
 */
final class HoldUntilDurable extends ChannelDuplexHandler {

    private final GroupCommit commit;

    HoldUntilDurable(GroupCommit commit) {
        this.commit = commit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var request = Request.begin();
        try {
            context.fireChannelRead(message);
        } finally {
            request.commitTo(commit);
            Request.end();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object answer, ChannelPromise written) {
        var request = Request.current();
        if (request == null) {
            var unused = context.write(answer, written);
            return;
        }
        request.commitTo(commit);
        var answerable = request.answerable();
        if (answerable == null) {
            var unused = context.write(answer, written);
            return;
        }
        var unused = answerable.whenComplete((done, failure) -> {
            if (failure == null) {
                var sent = context.writeAndFlush(answer, written);
            } else {
                // Whether it is stored is not known; no answer says so better than any answer.
                var closed = context.close();
            }
        });
    }
}
