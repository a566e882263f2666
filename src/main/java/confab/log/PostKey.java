package confab.log;

import confab.model.Draft;
import confab.model.PostId;
import confab.model.UserName;

/** What makes two posts to one room the same. */
record PostKey(UserName from, PostId id) {
    static PostKey of(Draft draft) {
        return new PostKey(draft.from(), draft.id());
    }
}
