"""Day 9: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def convolve(picture, kernel):
    height, width = len(kernel), len(kernel[0])
    if height > len(picture) or width > len(picture[0]):
        raise ValueError("the kernel is too large")
    answers = []
    for r in range(len(picture) - height + 1):
        row = []
        for c in range(len(picture[0]) - width + 1):
            total = 0
            for i in range(height):
                for j in range(width):
                    cell = picture[r + i][c + j]
                    total += kernel[i][j] * cell
            row.append(total)
        answers.append(row)
    return answers


# --8<-- [end:solution]
