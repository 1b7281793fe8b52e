"""The questions of notebook 14, for bank.py."""

BANK_14: dict[str, dict] = {
    # 14 From your lines to autograd
    "weights in rows": {
        "text": "A library has the examples in rows. X is (N, n), the weights W are (h, n), and Z = X Wᵀ + b is (N, "
        "h). G, also (N, h), is the gradient of Z. Which product is the gradient of W?",
        "options": {
            "G · Xᵀ": "That is right for columns. In rows (N, h) times (n, N) fits only if h = n, and is wrong then, "
            "too.",
            "Xᵀ · G": "It has all the right numbers, but the shape (n, h), that of Wᵀ.",
            "Gᵀ · X": "",
        },
        "why": "The sum runs over the examples, so the two inner sizes must be N: (h, N) times (N, n) is (h, n), the "
        "shape of W.",
    },
    "minus a flat array": {
        "text": "With five examples in rows and one output, a2 has the shape (5, 1). The targets come as a flat array "
        "with the shape (5,). What is the shape of a2 − y?",
        "options": {
            "(5, 1)": "That is the shape of the outputs. But a flat array counts as a row, not as a column.",
            "(5, 5)": "",
            "None: an error": "NumPy stretches both instead: the column to five columns, the row to five rows.",
        },
        "why": "A flat array lies along the last axis, like a row. Both are stretched to (5, 5), so each output is "
        "compared with every target, and nothing warns you.",
    },
    "a value used twice": {
        "text": "L = w · w + w, and w = 3. Going back, three shares come to w: 3 and 3 from the two factors, and 1 "
        "from the term w. What is the gradient of w?",
        "options": {
            "1, the share that comes last": "This would be so if L depended on w through the last term alone.",
            "9, their product": "Along a path, numbers are multiplied. But these are three paths.",
            "7, their sum": "",
        },
        "why": "Three paths lead from w to L, and the gradient is the sum over all paths: 2w + 1 = 7.",
    },
}
