"""What a reader does in a lesson: moves, types, clicks, runs; and what is then seen."""

from itertools import product

from lab import HANDLE, each

from backprop_helpers.questions.bank import QUESTIONS
from backprop_helpers.questions.recall import ABOUT, wording


def sentence(explorer):
    return explorer.locator(".bp-sentence").first


def errors(lesson):
    """The errors and warnings that stand in the outputs of a notebook."""
    return lesson.notebook.locator("[data-mime-type*=error], [data-mime-type*=stderr], .bp-error p")


HTML = "[...output.querySelectorAll('.widget-html .bp:not(.bp-sentence)')].map(view => view.innerHTML).join()"


def pictures(explorer):
    return explorer.evaluate(f"output => {HTML}")


def wait_for_other_pictures(explorer, before):
    explorer.page.wait_for_function(f"([output, before]) => {HTML} !== before", arg=[explorer.element_handle(), before])


def controls(explorer):
    """Each slider with its number field."""
    return each(explorer.locator(".bp-control", has=explorer.page.locator(HANDLE)))


def reset(explorer):
    """As a reader does: not while the last move is still under way, and the next move not before it is done."""
    settle(explorer.page)
    explorer.get_by_role("button", name="Reset").press("Enter")
    settle(explorer.page)


def settle(page):
    """Waits until the kernel has answered all that it was asked, and its answers have come."""
    page.evaluate(
        """async () => {
            const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
            let quiet = 0;
            const heard = () => { quiet = 0; };
            kernel.anyMessage.connect(heard);
            await kernel.requestKernelInfo();  // answered after what was asked before
            while (quiet++ < 2 || kernel.status !== 'idle') await new Promise(resolve => setTimeout(resolve, 20));
            kernel.anyMessage.disconnect(heard);
        }"""
    )


def drag(control, share):
    """Takes the handle with the mouse and lets it go at this share of the bar."""
    mouse = control.page.mouse
    control.locator(HANDLE).hover()
    bar = control.locator(".noUi-target").bounding_box()
    mouse.down()
    mouse.move(bar["x"] + share * bar["width"], bar["y"] + bar["height"] / 2, steps=4)
    mouse.up()


def click_bar(control, share):
    """Clicks at this share of the bar."""
    bar = control.locator(".noUi-target")
    size = bar.bounding_box()
    bar.click(position={"x": share * size["width"], "y": size["height"] / 2})


def type_into(field, text):
    """Writes this into a number field in place of what is there: also what is no number."""
    field.focus()
    keyboard = field.page.keyboard
    keyboard.press("ControlOrMeta+a")
    if text:
        keyboard.insert_text(text)
    else:
        keyboard.press("Delete")
    keyboard.press("Enter")


def run_cell(lesson, index, source=None):
    """Runs one cell, with another source if one is given; whether it passed."""
    return lesson.page.evaluate(
        """async ([index, source]) => {
            const {content} = window.jupyterapp.shell.currentWidget;
            content.activeCellIndex = index;
            content.deselectAll();
            if (source !== null) content.activeCell.model.sharedModel.setSource(source);
            return window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        [index, source],
    )


def answers_of(question):
    """The right option, and a wrong one, of the question that is shown."""
    options = question.locator(".widget-radio-box label").all_inner_texts()
    text = question.locator(".bp p").first.inner_text()
    again = [name for name, notebook in ABOUT.items() if text.startswith(f"From notebook {notebook:02}.")]
    known = [wording(*which) for which in product(again, range(2, 15), range(5))] or list(QUESTIONS.values())
    (asked,) = [each for each in known if list(each["options"]) == options and text.endswith(each["text"])][:1]
    right = next(option for option in options if not asked["options"][option])
    return right, next(option for option in options if option != right)


def commit(question, option):
    question.get_by_role("radio", name=option, exact=True).check()
    question.get_by_role("button", name="Commit").click()
